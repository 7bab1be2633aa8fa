import type { BuiltPlan } from '../compile-plans.ts';
import { BUILD_MANIFEST } from '../output/survey.ts';
import { writeBuildManifest } from './build-manifest.ts';
import { manifestPaths } from './manifest-paths.ts';
import { describe } from './plan-work.ts';

/** What stands beside several bundles that were built in this process. */
export function filesBeside(
  built: readonly BuiltPlan[],
  folders: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const paths = manifestPaths([...folders.keys()]);
  const lines = built.map(({ plan, bundle, warnings }) => {
    const { manifest, bytes } = describe(bundle.files, false);
    return { plan: paths.get(plan) ?? plan, folder: folders.get(plan) ?? '', manifest, bytes, warnings };
  });
  return new Map([[BUILD_MANIFEST, writeBuildManifest(lines, [], undefined)]]);
}
