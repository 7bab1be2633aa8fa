import { satisfies } from 'semver';
import type { Advisory } from './advisories.ts';

type Table = Readonly<Record<string, unknown>>;

/** Reads advisories in the OSV format: one entry, a list, `{"vulns": […]}`, or an entry a line; `undefined` when it is none. */
export function readOsv(text: string): Advisory[] | undefined {
  const value = parse(text) ?? parseLines(text);
  const entries = Array.isArray(value)
    ? value
    : isTable(value) && Array.isArray(value['vulns'])
      ? value['vulns']
      : [value];
  if (!entries.every((one) => isTable(one) && typeof one['id'] === 'string')) return undefined;
  return (entries as Table[]).filter((one) => one['withdrawn'] === undefined).flatMap(advisoriesOf);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function parseLines(text: string): unknown {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const values = lines.map(parse);
  return values.length === 0 || values.includes(undefined) ? undefined : values;
}

/** One for each npm package that the entry is about. */
function advisoriesOf(entry: Table): Advisory[] {
  const affected = listOf(entry['affected']).filter((one) => {
    const { ecosystem, name } = tableOf(one['package']);
    return ecosystem === 'npm' && typeof name === 'string';
  });
  const id = String(entry['id']);
  return affected.map((one) => ({
    id,
    package: String(tableOf(one['package'])['name']),
    severity: String(tableOf(entry['database_specific'])['severity'] ?? 'unknown').toLowerCase(),
    title: String(entry['summary'] ?? id),
    affects: (version) => affects(one, version),
  }));
}

function affects(affected: Table, version: string): boolean {
  const listed = Array.isArray(affected['versions']) && affected['versions'].includes(version);
  const ranges = listOf(affected['ranges']).filter(({ type }) => type === 'SEMVER');
  return listed || ranges.some(({ events }) => isInside(listOf(events), version));
}

/** Events in their order: each `introduced` opens a range that the next `fixed` or `last_affected` closes. */
function isInside(events: readonly Table[], version: string): boolean {
  let inside = false;
  for (const { introduced, fixed, last_affected: last } of events) {
    if (typeof introduced === 'string') inside ||= introduced === '0' || isIn(version, `>=${introduced}`);
    if (typeof fixed === 'string' && isIn(version, `>=${fixed}`)) inside = false;
    if (typeof last === 'string' && isIn(version, `>${last}`)) inside = false;
  }
  return inside;
}

function isIn(version: string, range: string): boolean {
  return satisfies(version, range, { includePrerelease: true });
}

function listOf(value: unknown): readonly Table[] {
  return Array.isArray(value) ? value.filter(isTable) : [];
}

function tableOf(value: unknown): Table {
  return isTable(value) ? value : {};
}

function isTable(value: unknown): value is Table {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
