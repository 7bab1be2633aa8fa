import type { AnalyzedPlan } from '../../../compiler/stages.ts';
import type { Items } from '../version.ts';

/** The modules that a plan names, with what its manifest says of them. */
export function moduleItems({ moduleUses, document }: AnalyzedPlan): Items {
  const manifest = new Map(Object.entries(document.moduleManifest ?? {}));
  const used = moduleUses.filter(({ usage }) => usage !== 'allowed').map(({ specifier }) => specifier);
  const names = [...new Set([...used, ...manifest.keys()])].sort();
  return new Map(
    names.map((name) => {
      const { version, resolvedUrl, integrity } = manifest.get(name) ?? {};
      return [name, [version, resolvedUrl, integrity].filter((part) => part !== undefined).join(' ')];
    }),
  );
}
