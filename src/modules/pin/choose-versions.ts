import pickManifest from 'npm-pick-manifest';
import { rcompare, satisfies } from 'semver';
import { quote } from '../../diagnostics/quote.ts';
import { moduleFindings } from '../findings.ts';
import { ModuleProblem } from '../problem.ts';
import type { Packument } from '../registry/packument.ts';
import type { Wanted } from './wanted.ts';

/** Versions of one package for everything that is wanted of it; a problem where none fits. In the order of `wanted`. */
export type Choice = string | ModuleProblem;

/**
 * Chooses as npm does, and one version for all where there is one. What does not depend on the order in which
 * registries answer must not depend on the order of questions either, so these are sorted first.
 */
export function chooseVersions(
  packument: Packument,
  wanted: readonly Wanted[],
  chosen: readonly string[],
  before: Date | undefined,
): Choice[] {
  const known = [...chosen];
  const answers = new Map<string, Choice>();
  const open = [...new Set(wanted.map(({ spec }) => spec))].sort().filter((spec) => {
    const one = wanted.find((each) => each.spec === spec);
    const shared = one && reusable(known, one);
    if (shared !== undefined) answers.set(spec, shared);
    return shared === undefined;
  });
  const common = commonVersion(packument, open, before);
  for (const spec of open) {
    const answer =
      common ?? known.filter((one) => fits(one, spec)).sort(rcompare)[0] ?? choose(packument, spec, before);
    answers.set(spec, answer);
    if (typeof answer === 'string') known.push(answer);
  }
  return wanted.map(({ spec }) => answers.get(spec) as Choice);
}

function reusable(known: readonly string[], { type, spec }: Wanted): string | undefined {
  return type === 'tag' ? undefined : known.filter((one) => fits(one, spec)).sort(rcompare)[0];
}

function fits(version: string, spec: string): boolean {
  return satisfies(version, spec, { loose: true });
}

/** The version that npm would choose among those that fit every range. */
function commonVersion(packument: Packument, specs: readonly string[], before: Date | undefined): string | undefined {
  if (specs.length < 2) return undefined;
  const all = Object.entries(packument.versions).filter(([version]) => specs.every((spec) => fits(version, spec)));
  const tags = Object.entries(packument['dist-tags']).filter(([, version]) => all.some(([one]) => one === version));
  const narrowed = { ...packument, versions: Object.fromEntries(all), 'dist-tags': Object.fromEntries(tags) };
  const answer = choose(narrowed, '*', before);
  return typeof answer === 'string' ? answer : undefined;
}

function choose(packument: Packument, spec: string, before: Date | undefined): Choice {
  const found = pick(packument, spec, before);
  if (found !== undefined) return found;
  const young = before && pick(packument, spec, undefined);
  return young === undefined ? unknown(packument, spec) : tooYoung(packument, young);
}

function pick(packument: Packument, spec: string, before: Date | undefined): string | undefined {
  try {
    // No version of Node.js: what a machine runs says nothing about pages.
    return pickManifest(packument, spec, { before: before ?? null, nodeVersion: null }).version;
  } catch {
    return undefined;
  }
}

function unknown({ name, versions }: Packument, spec: string): ModuleProblem {
  const near = Object.keys(versions).sort(rcompare).slice(0, 3).map(quote);
  const help = near.length > 0 ? `The latest are ${near.join(', ')}.` : 'It has no versions at all.';
  return new ModuleProblem(moduleFindings.versionUnknown, `No version of ${quote(name)} fits ${quote(spec)}.`, help);
}

function tooYoung({ name, time }: Packument, version: string): ModuleProblem {
  const day = time?.[version]?.slice(0, 10) ?? 'unknown';
  const message = `${quote(`${name}@${version}`)} was published on ${day}, which is too recent for the policy.`;
  const help = 'Name an older version, or lower `minimumReleaseAge` in renderify.policy.json.';
  return new ModuleProblem(moduleFindings.minimumReleaseAge, message, help);
}
