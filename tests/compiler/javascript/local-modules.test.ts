import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { CompilerHost } from '../../../src/compiler/host.ts';
import { compile } from '../../../src/compiler/index.ts';
import { formatDiagnostics } from '../../../src/diagnostics/format-diagnostics.ts';
import type { ModuleGraph } from '../../../src/plan/modules/graph.ts';

const plan = {
  name: 'plan.json',
  text: JSON.stringify({
    specVersion: 'runtime-plan/v1',
    id: 'a',
    version: 1,
    root: {
      type: 'element',
      tag: 'main',
      props: { lang: 'en' },
      children: [{ type: 'component', module: './card.ts' }],
    },
  }),
};

/** A host that gives one module beside the plan and links nothing. */
function hostOf(text: string): Partial<CompilerHost> {
  const rest = { format: 'esm', sideEffects: false, imports: {}, computedImports: false } as const;
  const card = { id: './card.ts', origin: 'local', text, bytes: text.length, integrity: 'sha384-', ...rest } as const;
  const graph: ModuleGraph = {
    entries: { './card.ts': './card.ts' },
    modules: new Map([['./card.ts', card]]),
    packages: new Map(),
    pathTo: () => [],
  };
  const failed = { ok: false, problems: [{ module: './card.ts', message: 'Nothing is linked here.' }] } as const;
  return { modules: { load: async () => graph }, linker: { link: async () => failed } };
}

async function found(text: string): Promise<string[]> {
  const { diagnostics } = await compile(plan, { host: hostOf(text) });
  return diagnostics.filter(({ source }) => source !== undefined).map(({ name, source }) => `${name} ${source}`);
}

const test = suite('modules beside the plan');

test('are held against the rules for plan code, before they are linked', async () => {
  assert.equal(await found('export default () => fetch("/x")'), ['no-banned-globals ./card.ts']);
  assert.equal(await found('export default () => setTimeout(() => window[name])'), [
    'capability-timers ./card.ts',
    'no-computed-globals ./card.ts',
  ]);
  assert.equal(await found('export default ('), ['source-syntax ./card.ts']);
  assert.equal(await found('declare const fetch: 1; export default () => "fetch"'), []);
});

test('are shown by their own lines', async () => {
  const { diagnostics, sources = [] } = await compile(plan, {
    host: hostOf('// A card\nexport default () => eval("1");\n'),
  });
  assert.match(
    formatDiagnostics([{ diagnostics, sources: [plan, ...sources] }]),
    '\n  ./card.ts:2:22\n    2 | export default () => eval("1");\n      |                      ^^^^\n',
  );
});

test.run();
