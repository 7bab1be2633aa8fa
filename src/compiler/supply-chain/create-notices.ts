import type { ModuleGraph } from '../../plan/modules/graph.ts';
import { type UsedPackage, usedParts } from './used-packages.ts';

/** Where the notices of a bundle stand. */
export const NOTICES_PATH = 'THIRD_PARTY_NOTICES.txt';

const RULE = '-'.repeat(80);

/** The licence texts of every package of which code went into a bundle; empty where there is none. */
export function createNotices(graph: ModuleGraph, used: Iterable<string>): string {
  const { packages } = usedParts(graph, used);
  if (packages.length === 0) return '';
  const sections = [...byText(packages)].map(([text, list]) => `${RULE}\n${list.map(titleOf).join('\n')}\n\n${text}\n`);
  return `This page holds code of the packages below. Their licences follow.\n\n${sections.join('\n')}`;
}

/** Packages of one text share it: a family of packages often does. */
function byText(packages: readonly UsedPackage[]): Map<string, UsedPackage[]> {
  const found = new Map<string, UsedPackage[]>();
  for (const one of packages) {
    const text = textOf(one);
    const list = found.get(text) ?? [];
    list.push(one);
    found.set(text, list);
  }
  return found;
}

/** How a package is named in the notices: a line of its own, which `verify` looks for. */
export function titleOf({ package: { name, version, license } }: Pick<UsedPackage, 'package'>): string {
  return `${name} ${version} (${license ?? 'no licence stated'})`;
}

function textOf({ package: { license, licenseText } }: UsedPackage): string {
  if (licenseText !== undefined) return plain(licenseText);
  return license === null
    ? 'The package states no licence and has no licence file.'
    : `The package has no licence file. Its package.json states: ${license}`;
}

/** Line feeds only, no trailing blanks, nothing that could act on a terminal. */
function plain(text: string): string {
  const lines = text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{C}\n\t]/gu, '')
    .split('\n');
  return lines
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();
}
