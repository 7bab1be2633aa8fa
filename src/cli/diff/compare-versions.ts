import { compareItems } from './compare-items.ts';
import { compareTexts } from './compare-texts.ts';
import type { Change, Difference, Section, Side } from './difference.ts';
import { MORE_RULES } from './more-rules.ts';
import { type Facts, type Items, SECTIONS, type SectionName, type Version } from './version.ts';

/**
 * What is different between two versions of a page. Each part is compared by what the two plans say, else by what their
 * bundles are; a part that one side knows nothing about is named as not compared. Pure, and linear in both versions.
 */
export function compareVersions(old: Version, now: Version): Difference {
  const names = Object.keys(SECTIONS) as SectionName[];
  const sections = names.map((name) => compareSection(name, old, now)).filter((section) => section !== undefined);
  const more = sections.flatMap(({ name, changes }) =>
    changes.filter((change) => change.more !== undefined).map((change) => ({ section: name, ...change })),
  );
  return {
    format: 'renderify-diff/v1',
    old: sideOf(old),
    new: sideOf(now),
    same: sections.every(({ changes }) => changes.length === 0),
    more,
    sections: sections.filter(({ changes, notCompared }) => changes.length > 0 || notCompared !== undefined),
  };
}

function compareSection(name: SectionName, old: Version, now: Version): Section | undefined {
  const read = name === 'text' ? textsOf : itemsOf(name);
  const [first, second] = [read(old.plan), read(now.plan)];
  if (first && second) return { name, changes: compare(name, first, second) };
  const [third, fourth] = [read(old.bundle), read(now.bundle)];
  if (third && fourth) return { name, changes: compare(name, third, fourth) };
  const [oldKnows, newKnows] = [(first ?? third) !== undefined, (second ?? fourth) !== undefined];
  if (!oldKnows && !newKnows && !failed(old) && !failed(now)) return undefined;
  if (name === 'findings' || old.kind === 'nothing') return undefined;
  return { name, changes: [], notCompared: reasonOf(old, oldKnows, now, newKnows) };
}

type Known = Items | Facts['texts'];

function itemsOf(name: Exclude<SectionName, 'text'>): (facts: Facts | undefined) => Known {
  return (facts) => facts?.items[name];
}

function textsOf(facts: Facts | undefined): Known {
  return facts?.texts;
}

function compare(name: SectionName, old: NonNullable<Known>, now: NonNullable<Known>): Change[] {
  if (old instanceof Map && now instanceof Map) return compareItems(old, now, MORE_RULES[name]);
  return compareTexts(old as NonNullable<Facts['texts']>, now as NonNullable<Facts['texts']>);
}

function failed({ kind, errors }: Version): boolean {
  return kind === 'plan' && errors > 0;
}

function reasonOf(old: Version, oldKnows: boolean, now: Version, newKnows: boolean): string {
  const [side, version] = oldKnows ? (['new', now] as const) : (['old', old] as const);
  if (!oldKnows && !newKnows && failed(old) && failed(now)) return 'both plans have errors';
  if (failed(version)) return `the ${side} plan has errors`;
  if (failed(now) && !newKnows) return 'the new plan has errors';
  return version.kind === 'bundle' ? `the ${side} bundle does not say it` : `the ${side} version does not say it`;
}

function sideOf({ plan: _plan, bundle: _bundle, ...side }: Version): Side {
  return side;
}
