import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { median, print } from './table.ts';

const CLI = 'dist/cli.js';
const STARTS = 9;
const REQUESTS = 100_000;
const DIFFERENT = 5000;

/** `renderify playground` as a process, under load from another one. */
export async function server(): Promise<void> {
  if (!existsSync(CLI)) throw new Error('Run `npm run build` first.');
  const starts: number[] = [];
  for (let run = 0; run <= STARTS; run++) {
    const one = await start();
    if (run > 0) starts.push(one.milliseconds);
    await stop(one.child);
  }
  const { child, port } = await start();
  try {
    load(port, 1, 500, 'same');
    const [alone, aloneNew] = [load(port, 1, 500, 'same'), load(port, 1, 500, 'different')];
    load(port, 20, 30_000, 'same');
    const before = residentMiB(child);
    const many = load(port, 20, REQUESTS, 'same');
    const after = residentMiB(child);
    const different = load(port, 20, DIFFERENT, 'different');
    const ready = median(starts);
    print('The playground as a process', [
      row('ready after the start', `${ready.toFixed(0)} ms`, '250 ms', ready <= 250),
      row('counter, one client', `${alone.median.toFixed(2)} ms`, '2 ms', alone.median <= 2),
      row('counter, each another plan', `${aloneNew.median.toFixed(2)} ms`, '2 ms', aloneNew.median <= 2),
      row('counter, 20 connections', `${many.perSecond.toFixed(0)} a second`, '800 a second', many.perSecond >= 800),
      row('its p99', `${many.p99.toFixed(1)} ms`, '50 ms', many.p99 < 50),
      row(
        'all plans different',
        `${different.perSecond.toFixed(0)} a second`,
        '800 a second',
        different.perSecond >= 800,
      ),
      row('its p99', `${different.p99.toFixed(1)} ms`, '50 ms', different.p99 < 50),
      row(
        `memory over ${REQUESTS} requests`,
        `${before.toFixed(0)} to ${after.toFixed(0)} MiB`,
        'at most 10 % more',
        after <= before * 1.1,
      ),
    ]);
    if (many.failed + different.failed > 0) throw new Error(`${many.failed + different.failed} requests failed`);
  } finally {
    await stop(child);
  }
}

function row(what: string, measured: string, bar: string, holds: boolean) {
  return { what, measured, bar, holds };
}

interface Loaded {
  readonly perSecond: number;
  readonly median: number;
  readonly p99: number;
  readonly failed: number;
}

function load(port: number, connections: number, requests: number, kind: 'same' | 'different'): Loaded {
  const args = ['--import', './tests/register.mjs', 'bench/server-load.ts'];
  const words = [port, connections, requests, kind].map(String);
  const { stdout, stderr, status } = spawnSync(process.execPath, [...args, ...words], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

async function start(): Promise<{ child: ChildProcess; port: number; milliseconds: number }> {
  const began = performance.now();
  const child = spawn(process.execPath, [CLI, 'playground', '0', '--no-policy-file'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(child.stdout as NodeJS.ReadableStream, 'data');
  const milliseconds = performance.now() - began;
  return { child, port: Number(/:(\d+)\//.exec(String(line))?.[1]), milliseconds };
}

async function stop(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}

/** 0 where the system does not say. */
function residentMiB({ pid }: ChildProcess): number {
  const path = `/proc/${pid}/status`;
  if (!existsSync(path)) return 0;
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(path, 'utf8'))?.[1] ?? 0) / 1024;
}
