// Prints which conformance points of the language hold: `npm run conformance`. Exit code 1 when one that is about
// declarative plans has no test or a failing one. A point's tests are those whose title starts with its id.
import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One row of docs/conformance.json; `needs` says what a point waits for. */
interface Point {
  readonly id: string;
  readonly title: string;
  readonly needs?: string;
}

/** What became of the tests of one file, by conformance id. */
type Results = ReadonlyMap<string, boolean>;

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const TITLE = /\btest\(\s*['"`](C\d{3}): /g;

const points = (JSON.parse(await readFile(join(ROOT, 'docs/conformance.json'), 'utf8')) as { points: Point[] }).points;
const results = new Map<string, boolean>();
for (const file of await testFiles())
  for (const [id, held] of await runFile(file)) results.set(id, held && results.get(id) !== false);

const rows = points.map((point) => ({ point, verdict: verdict(point, results.get(point.id)) }));
for (const { point, verdict } of rows) console.log(`${point.id}  ${verdict.padEnd(30)}  ${point.title}`);
summarise(rows.map((row) => row.verdict));
process.exitCode = rows.some(({ verdict }) => verdict === 'FAILS' || verdict === 'NO TEST') ? 1 : 0;

function verdict(point: Point, held: boolean | undefined): string {
  if (held !== undefined) return held ? 'holds' : 'FAILS';
  return point.needs ? `needs ${point.needs}` : 'NO TEST';
}

function summarise(verdicts: readonly string[]): void {
  const counts = new Map<string, number>();
  for (const item of verdicts) counts.set(item, (counts.get(item) ?? 0) + 1);
  console.log(`\n${[...counts].map(([name, count]) => `${count} ${name}`).join(', ')}`);
}

async function testFiles(): Promise<string[]> {
  const names = await readdir(join(ROOT, 'tests'), { recursive: true });
  return names.filter((name) => name.endsWith('.test.ts')).sort();
}

async function runFile(name: string): Promise<Results> {
  const path = join(ROOT, 'tests', name);
  const ids = [...(await readFile(path, 'utf8')).matchAll(TITLE)].map((match) => match[1]!);
  if (ids.length === 0) return new Map();
  const output = await run(path);
  const finished = /^\s*Total:/m.test(output);
  const failed = new Set([...output.matchAll(/FAIL\b.*?"(C\d{3}):/g)].map((match) => match[1]!));
  return new Map(ids.map((id) => [id, finished && !failed.has(id)]));
}

function run(path: string): Promise<string> {
  const register = join(ROOT, 'tests/register.mjs');
  const child = spawn(process.execPath, ['--import', register, path], {
    cwd: ROOT,
    env: { ...process.env, NO_COLOR: '1' },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  return new Promise((done) => child.on('close', () => done(output)));
}
