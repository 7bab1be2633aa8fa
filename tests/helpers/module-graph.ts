import { createHash } from 'node:crypto';
import type { ModuleFormat, ModuleGraph, PinnedModule } from '../../src/plan/modules/graph.ts';

/** A module as a test writes it: its text, and what its specifiers lead to. */
export interface GivenModule {
  readonly text: string;
  readonly imports?: Readonly<Record<string, string>>;
  readonly format?: ModuleFormat;
  readonly sideEffects?: boolean;
}

/** A graph made of texts by id; ids that begin with `./` are local, others files of packages. */
export function graphOf(
  modules: Readonly<Record<string, GivenModule>>,
  entries: Readonly<Record<string, string>> = {},
): ModuleGraph {
  const all = Object.entries(modules).map(([id, module]) => [id, toPinned(id, module)] as const);
  return { entries, modules: new Map(all), packages: new Map(), pathTo: () => [] };
}

function toPinned(id: string, { text, imports = {}, format = 'esm', sideEffects = false }: GivenModule): PinnedModule {
  const local = id.startsWith('./');
  return {
    id,
    origin: local ? 'local' : 'package',
    ...(!local && { package: /^(@[^/]+\/)?[^/]+/.exec(id)?.[0] ?? id }),
    format,
    text,
    bytes: Buffer.byteLength(text),
    integrity: `sha384-${createHash('sha384').update(text).digest('base64')}`,
    sideEffects,
    imports,
    computedImports: false,
  };
}
