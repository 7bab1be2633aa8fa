import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { act, type ExampleStep } from '../helpers/examples.ts';
import { createLab, type LabPage } from '../helpers/lab.ts';
import { mutationsInPage, watchMutationsInPage } from '../helpers/page/mutations.ts';

const FOLDER = fileURLToPath(new URL('../../fixtures/runtime', import.meta.url));
const cases = (await readdir(FOLDER)).filter((name) => name.includes(process.env.FILTER ?? '')).sort();
const test = suite('runtime fixtures');
const lab = createLab();
test.after(lab.close);

for (const name of cases)
  test(`${name}: the page and what changed in it, step by step`, async () => {
    const steps: ExampleStep[] = JSON.parse(await readFile(join(FOLDER, name, 'steps.json'), 'utf8'));
    const page = await lab.open(await readFile(join(FOLDER, name, 'plan.json')), { expose: false });
    const report = await play(name, page, steps);
    const path = join(FOLDER, name, '_expected', 'render.md');
    if (process.env.UPDATE) await save(path, report);
    assert.fixture(report, await readFile(path, 'utf8'));
    assert.equal(await page.complaints(), []);
  });

test.run();

async function play(name: string, page: LabPage, steps: readonly ExampleStep[]): Promise<string> {
  await page.page.evaluate(watchMutationsInPage);
  const sections = [`# ${name}\n\n${block('html', (await page.page.evaluate(mutationsInPage)).html)}`];
  for (const step of steps) {
    await act(page, step);
    await page.page.waitForTimeout(20);
    const { html, records } = await page.page.evaluate(mutationsInPage);
    sections.push(
      `## ${JSON.stringify(step)}\n\n${block('html', html)}\n\n${block('text', records.join('\n') || 'no change')}`,
    );
  }
  return `${sections.join('\n\n')}\n`;
}

function block(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}

async function save(path: string, text: string): Promise<void> {
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, text);
}
