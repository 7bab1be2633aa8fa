import { token } from '../../../plan/pointer.ts';
import type { ComponentNode } from '../../../plan/types.ts';
import type { PlacedCode } from '../../javascript/placed-code.ts';
import type { ModuleUse } from '../../stages.ts';
import { type NodeDraft, pointerOf } from './draft.ts';
import type { Analysis } from './scope.ts';

/** Every module that the plan names, in document order. */
export function collectModuleUses(nodes: readonly NodeDraft[], { document }: Analysis, code?: PlacedCode): ModuleUse[] {
  const { imports = [], moduleManifest = {}, capabilities = {} } = document;
  const components = nodes.filter((one) => one.node.type === 'component');
  return [
    ...imports.map((specifier, i) => ({ specifier, pointer: `/imports/${i}`, usage: 'import' as const })),
    ...components.map((one) => ({
      specifier: (one.node as ComponentNode).module,
      pointer: `${pointerOf(one)}/module`,
      usage: 'component' as const,
    })),
    ...sourceImports(code),
    ...Object.keys(moduleManifest).map((specifier) => ({
      specifier,
      pointer: `/moduleManifest${token(specifier)}`,
      usage: 'manifest' as const,
    })),
    ...(capabilities.allowedModules ?? []).map((specifier, i) => ({
      specifier,
      pointer: `/capabilities/allowedModules/${i}`,
      usage: 'allowed' as const,
    })),
  ];
}

/** What the plan's own code imports, dynamically too where the specifier is written out. */
function sourceImports(code: PlacedCode | undefined): ModuleUse[] {
  const { imports = [], dynamicImports = [] } = code?.facts ?? {};
  return [...imports, ...dynamicImports].flatMap(({ specifier, span }) =>
    specifier === undefined
      ? []
      : [{ specifier, pointer: '/source/code', usage: 'source-import' as const, inside: span }],
  );
}
