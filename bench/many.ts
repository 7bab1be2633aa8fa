import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { median, print } from './table.ts';

const COUNT = 10_000;
const CLI = resolve('dist/cli.js');

/** Builds of 10,000 different plans of 60 nodes: from nothing, again, and after one of them has changed. */
export function many(): void {
  const folder = mkdtempSync(join(tmpdir(), 'renderify-bench-'));
  for (let i = 0; i < COUNT; i++) writePlan(folder, i, `Plan ${i}`);
  const args = ['build', 'plans/**/*.json', '--cache', 'cache'];
  const first = run(folder, args);
  const again = [1, 2, 3, 4, 5].map(() => run(folder, args));
  const changed = [1, 2, 3, 4, 5].map((time) => {
    writePlan(folder, 77, `Changed ${time}`);
    return run(folder, args);
  });
  const alone = run(folder, ['build', 'plans/**/*.json', '--cache', 'other', '--workers', '1', '--out', 'alone']);
  rmSync(folder, { recursive: true });
  const same = median(again.map(({ ms }) => ms));
  const one = median(changed.map(({ ms }) => ms));
  const peak = Math.max(first.peak, ...again.map((each) => each.peak));
  const rate = COUNT / (first.ms / 1000);
  print(`A build of ${COUNT} plans on ${availableParallelism()} cores`, [
    {
      what: 'from an empty cache',
      measured: `${rate.toFixed(0)} plans/s, ${(first.ms / 1000).toFixed(1)} s`,
      bar: '900 plans/s',
      holds: rate >= 900,
    },
    { what: 'to one thread', measured: `${(alone.ms / first.ms).toFixed(2)} times as fast`, bar: 'none', holds: true },
    { what: 'nothing changed', measured: `${(same / 1000).toFixed(2)} s`, bar: '1.2 s', holds: same <= 1200 },
    {
      what: 'one changed',
      measured: `${one.toFixed(0)} ms, ${(one - same).toFixed(0)} more than none`,
      bar: '350 ms more',
      holds: one - same <= 350,
    },
    {
      what: 'peak memory',
      measured: peak ? `${(peak / 1024).toFixed(0)} MiB` : 'not measured: no /usr/bin/time',
      bar: '381 MiB',
      holds: peak <= 400e6 / 1024,
    },
  ]);
}

/** KiB; all threads are in the one process. */
function run(folder: string, args: readonly string[]): { readonly ms: number; readonly peak: number } {
  const start = performance.now();
  const words = ['-f', 'peak %M', process.execPath, CLI, ...args];
  const timed = spawnSync('/usr/bin/time', words, { cwd: folder, encoding: 'utf8' });
  const done = timed.error ? spawnSync(process.execPath, [CLI, ...args], { cwd: folder, encoding: 'utf8' }) : timed;
  if (done.status !== 0) throw new Error(done.stderr);
  return { ms: performance.now() - start, peak: Number(/peak (\d+)/.exec(done.stderr)?.[1] ?? 0) };
}

function writePlan(folder: string, i: number, title: string): void {
  const home = join(folder, 'plans', String(i % 100));
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, `plan-${i}.json`), JSON.stringify(planOf(i, title), null, 1));
}

/** 60 nodes, a state, an event and four bindings. */
function planOf(i: number, title: string): object {
  const text = (value: string) => ({ type: 'text', value });
  const element = (tag: string, props: object, ...children: object[]) => ({ type: 'element', tag, props, children });
  const rows = Array.from({ length: 13 }, (_, row) =>
    element(
      'li',
      { class: 'row' },
      element('span', {}, text(`Item ${row} of ${title}`)),
      text(row % 4 === 0 ? 'Count {{state.n}}' : `Value ${row * i}`),
    ),
  );
  return {
    specVersion: 'runtime-plan/v1',
    id: `plan-${i}`,
    version: 1,
    state: { initial: { n: i }, transitions: { inc: [{ type: 'increment', path: 'n', by: 1 }] } },
    root: element(
      'main',
      { lang: 'en' },
      element('h1', {}, text(title)),
      element('button', { type: 'button', onClick: 'inc' }, text('+')),
      element('ul', {}, ...rows),
      element('p', {}, text(`Row ${i}`)),
    ),
  };
}
