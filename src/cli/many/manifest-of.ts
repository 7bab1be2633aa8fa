import type { BuiltPlan } from '../compile-plans.ts';
import { filesBesideBundles } from '../host-config/beside.ts';
import { hostedBundle } from '../host-config/hosted-bundle.ts';
import type { HostKind } from '../host-config/kinds.ts';
import { ABOUT, MANIFEST } from '../output/survey.ts';
import { manifestPaths } from './manifest-paths.ts';
import { describe } from './plan-work.ts';

/** What stands beside bundles that were built in this process. */
export function filesBeside(
  built: readonly BuiltPlan[],
  folders: ReadonlyMap<string, string>,
  host: HostKind | undefined,
): ReadonlyMap<string, string> {
  const paths = manifestPaths([...folders.keys()]);
  const lines = built.map(({ plan, bundle, warnings }) => {
    const { manifest, bytes } = describe(bundle.files, false);
    return { plan: paths.get(plan) ?? plan, folder: folders.get(plan) ?? '', manifest, bytes, warnings };
  });
  const hosted = () =>
    built.map(({ plan, bundle: { files } }) => {
      const manifest = files.find(({ path }) => path === MANIFEST)?.text ?? '';
      return hostedBundle(
        folders.get(plan) ?? '',
        manifest,
        files.filter(({ path }) => ABOUT.includes(path)),
      );
    });
  return filesBesideBundles({ lines, host, hosted });
}
