import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createModuleLab, type ModuleLab } from '../helpers/registry/lab.ts';
import { startRegistry, type TestRegistry } from '../helpers/registry/registry.ts';

const test = suite('modules beside the plan');
let registry: TestRegistry;
let lab: ModuleLab;
test.before(async () => {
  registry = await startRegistry();
});
test.before.each(() => {
  lab = createModuleLab(registry);
});
test.after.each(() => lab.remove());
test.after(() => registry.stop());

const CARD = `import { useState } from 'react';
import { a } from 'npm:chain-a@1.0.0';
import data from './parts/data.json';
import './parts/card.css';
import type { Props } from './types.ts';
export function Card({ title }: Props) { const [n] = useState(data.n); return <p>Don't {title} {n} {a}</p>; }
`;

test('TypeScript, JSX, JSON and CSS, and what they import from packages', async () => {
  lab.write({ 'card.tsx': CARD, 'parts/data.json': '{"n":1}', 'parts/card.css': 'p{color:red}' });
  const { value, text } = await lab.pin(['./card.tsx']);
  assert.ok(value, text);
  assert.equal(Object.keys(value?.local ?? {}).sort(), ['card.tsx', 'parts/card.css', 'parts/data.json']);
  assert.equal(Object.keys(value?.specifiers ?? {}).sort(), ['npm:chain-a@1.0.0', 'react']);
  const { value: graph } = await lab.load(['./card.tsx'], { offline: true, frozen: true });
  assert.equal([...(graph?.modules.keys() ?? [])].filter((id) => id.startsWith('.')).sort(), [
    './card.tsx',
    './parts/card.css',
    './parts/data.json',
  ]);
  assert.is(graph?.modules.get('./card.tsx')?.imports['react'], 'preact@10.28.3/compat/dist/compat.module.js');
});

test('an edited file is refused by --frozen only', async () => {
  lab.write({ 'card.js': 'export const card = 1;' });
  await lab.pin(['./card.js']);
  lab.write({ 'card.js': 'export const card = 2;' });
  assert.ok((await lab.load(['./card.js'])).value);
  assert.match((await lab.load(['./card.js'], { frozen: true })).text, /lock-stale: The module `card\.js` changed/);
});

test('nothing outside the folder is read, by path or by link (C134)', async () => {
  mkdirSync(join(lab.folder, 'plans'));
  lab.write({ 'secret.js': 'export default 1;', 'plans/inner.js': "import '../secret.js';" });
  symlinkSync('../secret.js', join(lab.folder, 'plans/link.js'));
  const options = { plan: 'plans/plan.json' };
  for (const specifier of ['../secret.js', './inner.js', './link.js', './x/../../secret.js'])
    assert.match((await lab.pin([specifier], options)).text, /error (outside-folder|module-not-found)/, specifier);
  const opened = await lab.pin(['../secret.js', './link.js'], { ...options, root: lab.folder });
  assert.ok(opened.value, opened.text);
});

test('other kinds of files, missing ones and text that cannot be read', async () => {
  lab.write({ 'a.vue': '', 'b.ts': 'const = ', 'c.js': "import './none.js';", 'd.js': '\xff' });
  assert.match((await lab.pin(['./a.vue'])).text, /error module-kind/);
  assert.match((await lab.pin(['./b.ts'])).text, /error module-syntax/);
  assert.match(
    (await lab.pin(['./c.js'])).text,
    /module-not-found: There is no file `\.\/none\.js`.*\(plan -> \.\/c\.js\)/,
  );
  assert.match((await lab.pin(['./missing.js'])).text, /error module-not-found/);
});

test.run();
