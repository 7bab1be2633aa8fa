import { statSync } from 'node:fs';
import { quote } from '../../diagnostics/quote.ts';
import { UsageError } from '../failures.ts';
import { expandPlans } from '../inputs/expand-plans.ts';
import { type FoundBundle, findBundles } from '../output/read-bundles.ts';

/** What an argument of `renderify diff` names. */
export type Place =
  | { readonly kind: 'plan'; readonly path: string }
  | { readonly kind: 'bundle'; readonly bundle: FoundBundle }
  | { readonly kind: 'set'; readonly bundles: ReadonlyMap<string, FoundBundle> };

/** Finds out whether an argument is a plan, a bundle, or an output folder with a bundle in each of its folders. */
export async function openPlace(arg: string): Promise<Place> {
  if (statSync(arg, { throwIfNoEntry: false })?.isDirectory() !== true) return openPlan(arg);
  const { bundles } = findBundles(arg);
  const shown = arg.replace(/(?<=.)[\\/]+$/, '');
  const [first] = bundles;
  if (!first)
    throw new UsageError(`The folder ${quote(arg)} holds no bundle.`, 'Name a plan, or a folder that was built.');
  if (bundles.length === 1 && first.folder === shown) return { kind: 'bundle', bundle: first };
  const named = bundles.map((bundle) => [bundle.folder.slice(shown.length + 1), bundle] as const);
  return { kind: 'set', bundles: new Map(named) };
}

async function openPlan(arg: string): Promise<Place> {
  const [path, other] = await expandPlans([arg]);
  if (path === undefined || other !== undefined)
    throw new UsageError(
      `${quote(arg)} names several plans.`,
      'Name one plan, or the folder that they were built into.',
    );
  return { kind: 'plan', path };
}
