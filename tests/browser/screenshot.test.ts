/// <reference lib="dom" />
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { launchBrowser } from '../helpers/browser.ts';
import { startBundleServer } from '../helpers/bundle-server.ts';
import { bundleOf } from '../helpers/door.ts';
import { localHost } from '../helpers/module-host.ts';

const it = suite('screenshots');

it('every template shows itself in light and dark, wide and narrow, without scrolling sideways', async () => {
  const browser = await launchBrowser();
  const server = await startBundleServer();
  const pictures: Buffer[] = [];
  try {
    for (const name of readdirSync('templates')) {
      const { profile } = JSON.parse(readFileSync(`templates/${name}/renderify.config.json`, 'utf8'));
      const host = localHost(`templates/${name}`);
      const bundle = await bundleOf(readFileSync(`templates/${name}/plan.json`, 'utf8'), { profile, host });
      for (const colorScheme of ['light', 'dark'] as const) {
        for (const width of [1000, 360]) {
          const page = await browser.newPage({ colorScheme, viewport: { width, height: 640 } });
          await page.goto(server.http(bundle));
          const overflow = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          assert.is(overflow, 0, `${name} scrolls sideways at ${width} px`);
          const [ink, paper] = await page.evaluate(() => {
            const { color } = getComputedStyle(document.querySelector('h1') as Element);
            const canvas = document.createElement('i');
            document.body.append(canvas);
            canvas.style.color = 'Canvas';
            return [color, getComputedStyle(canvas).color];
          });
          assert.is.not(ink, paper, `${name} writes in the colour of the paper in ${colorScheme}`);
          const picture = await page.screenshot();
          if (name === 'dashboard' && width === 1000) pictures.push(picture);
          await page.close();
        }
      }
    }
    if (process.env['UPDATE'] === '1') {
      const page = await browser.newPage({ viewport: { width: 1240, height: 420 } });
      const images = pictures.map((one) => `<img width=600 src="data:image/png;base64,${one.toString('base64')}">`);
      await page.setContent(`<body style="margin:10px;background:#888;display:flex;gap:20px">${images.join('')}`);
      writeFileSync('docs/screenshot.png', await page.screenshot());
    }
  } finally {
    await server.close();
    await browser.close();
  }
});

it.run();
