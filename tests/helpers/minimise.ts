import type { Json, JsonObject } from '../../src/plan/types.ts';
import type { Scenario } from './arbitrary-plan.ts';

/**
 * Makes a failing scenario smaller by leaving out steps, nodes, props, transitions and actions while it still fails.
 * Generated trees shrink far better this way than by replaying the choices that made them.
 */
export async function minimise(
  input: Scenario,
  fails: (candidate: Scenario) => Promise<boolean>,
  milliseconds: number,
): Promise<Scenario> {
  const deadline = performance.now() + milliseconds;
  let best = input;
  for (let before = ''; before !== JSON.stringify(best); ) {
    before = JSON.stringify(best);
    let paths = removable(best as unknown as Json);
    for (let at = 0; at < paths.length; ) {
      if (performance.now() > deadline) return best;
      const candidate = without(best as unknown as Json, paths[at]!) as unknown as Scenario;
      if (await fails(candidate)) {
        best = candidate;
        paths = removable(best as unknown as Json);
      } else at++;
    }
  }
  return best;
}

/** Paths of what may go, biggest parts first. */
function removable(scenario: Json): string[][] {
  const paths: string[][] = [];
  const visit = (value: Json, path: string[]) => {
    if (typeof value !== 'object' || value === null) return;
    const optional =
      Array.isArray(value) || /^(props|transitions|payload|style|initial|context|vars)$/.test(path.at(-1) ?? '');
    for (const [key, item] of Object.entries(value)) {
      if (optional || /^(props|children|payload)$/.test(key)) paths.push([...path, key]);
      visit(item, [...path, key]);
    }
  };
  visit(scenario, []);
  return paths.sort((one, other) => weight(scenario, other) - weight(scenario, one));
}

function weight(root: Json, path: readonly string[]): number {
  return JSON.stringify(path.reduce((value, key) => (value as JsonObject)[key]!, root)).length;
}

function without(root: Json, path: readonly string[]): Json {
  const copy = structuredClone(root);
  const holder = path.slice(0, -1).reduce((value, key) => (value as JsonObject)[key]!, copy) as Json[] | JsonObject;
  const last = path.at(-1)!;
  if (Array.isArray(holder)) holder.splice(Number(last), 1);
  else delete holder[last];
  return copy;
}
