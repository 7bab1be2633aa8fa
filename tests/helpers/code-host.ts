import { readFileSync } from 'node:fs';
import type { CompilerHost } from '../../src/compiler/host.ts';
import { createIsolation } from '../../src/isolation/index.ts';
import { createLinker } from '../../src/linker/index.ts';
import { type GivenModule, graphOf } from './module-graph.ts';

/**
 * A host for plans with code: its modules by specifier, and Preact as it is installed; those that do not begin with `./` are
 * packages, whose code no rule of the policy reads. `engine` false prerenders nothing.
 */
export function codeHost(locals: Readonly<Record<string, string>> = {}, engine = true): Partial<CompilerHost> {
  const modules: Record<string, GivenModule> = { ...PREACT() };
  const imports: Record<string, string> = { ...PREACT_IDS };
  for (const [specifier, text] of Object.entries(locals)) {
    const used = Object.entries(imports).filter(([name]) => text.includes(`'${name}'`));
    const jsx = specifier.endsWith('x') && used.length > 0 ? [['preact', imports['preact'] as string] as const] : [];
    modules[specifier] = { text, imports: Object.fromEntries([...used, ...jsx]) };
  }
  const entries = { ...imports, ...Object.fromEntries(Object.keys(locals).map((one) => [one, one])) };
  return {
    modules: { load: async () => graphOf(modules, entries) },
    linker: createLinker(),
    ...(engine && { isolation: createIsolation() }),
  };
}

const PREACT_IDS = {
  preact: 'preact@10.28.3/dist/preact.module.js',
  'preact/hooks': 'preact@10.28.3/hooks/dist/hooks.module.js',
  'preact/jsx-runtime': 'preact@10.28.3/jsx-runtime/dist/jsxRuntime.module.js',
};

const PREACT = () =>
  Object.fromEntries(
    Object.values(PREACT_IDS).map((id) => {
      const text = readFileSync(`node_modules/${id.replace('@10.28.3', '')}`, 'utf8');
      return [id, { text, imports: PREACT_IDS }];
    }),
  );
