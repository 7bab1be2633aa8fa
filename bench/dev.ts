/// <reference lib="dom" />
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { launchBrowser } from '../tests/helpers/browser.ts';
import { PROGRAM } from '../tests/helpers/cli.ts';
import { dashboardPlan } from './pages.ts';
import { median, print, type Row } from './table.ts';

const SAVES = 30;
const BAR_MS = 60;

/** From saving a file to the repaint of the page that `renderify dev` serves, with the dashboard. */
export async function dev(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'renderify-bench-'));
  const path = join(folder, 'plan.json');
  const save = (edit: (text: string) => string) => writeFileSync(path, edit(JSON.stringify(dashboardPlan())));
  save((text) => text);
  const server = spawn(execPath, [PROGRAM, 'dev', path, '--port', '0', '--profile', 'relaxed'], { cwd: folder });
  const url = await new Promise<string>((done) => {
    server.stderr.on('data', (text: Buffer) => {
      const found = /http:\S+/.exec(text.toString());
      if (found) done(found[0]);
    });
  });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(url);
    await page.locator('html[data-renderify-version]').waitFor();
    const rows: Row[] = [];
    for (const [what, edit] of EDITS) {
      const times: number[] = [];
      for (let i = 0; i < SAVES; i++) {
        await page.waitForTimeout(150);
        const version = await page.getAttribute('html', 'data-renderify-version');
        const painted = page.evaluate(waitForPaint, version);
        await page.waitForTimeout(30);
        const start = Date.now();
        save((text) => edit(text, i));
        times.push((await painted) - start);
      }
      const measured = median(times);
      rows.push({ what, measured: `${measured} ms`, bar: `${BAR_MS} ms`, holds: measured <= BAR_MS });
    }
    print(`renderify dev, from save to repaint, median of ${SAVES}`, rows);
  } finally {
    await browser.close();
    server.kill();
    rmSync(folder, { recursive: true });
  }
}

const EDITS: readonly (readonly [string, (text: string, i: number) => string])[] = [
  ['a text', (text, i) => text.replace(/"value":"[^"{]+"/, `"value":"Edited ${i}"`)],
  ['the state', (text, i) => text.replace(/"initial":\{/, `"initial":{"edited":${i},`)],
];

/** In the page: when the version that comes next has been painted, as the clock of the machine has it. */
function waitForPaint(version: string | null): Promise<number> {
  return new Promise((done) => {
    const root = document.documentElement;
    const seen = new MutationObserver(() => {
      if (root.dataset['renderifyVersion'] === version) return;
      seen.disconnect();
      requestAnimationFrame(() => setTimeout(() => done(Date.now())));
    });
    seen.observe(root, { attributes: true, attributeFilter: ['data-renderify-version'] });
  });
}
