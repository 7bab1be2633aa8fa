import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dashboardPlan } from './pages.ts';
import { median, print } from './table.ts';

const RUNS = 25;
const CLI = 'dist/cli.js';

/** `renderify build` of the dashboard as a whole process, in turn with `node -e 0`. */
export function wholeProcess(): void {
  if (!existsSync(CLI)) throw new Error('Run `npm run build` first.');
  const folder = mkdtempSync(join(tmpdir(), 'renderify-bench-'));
  const plan = join(folder, 'dashboard.json');
  writeFileSync(plan, JSON.stringify(dashboardPlan(), null, 2));
  const times = { node: [] as number[], build: [] as number[] };
  let peak = 0;
  for (let run = 0; run <= RUNS; run++) {
    rmSync(join(folder, 'out'), { recursive: true, force: true });
    const node = time(['-e', '0']);
    const build = time([CLI, 'build', plan, '--profile', 'relaxed', '--out', join(folder, 'out')]);
    if (run === 0) continue;
    times.node.push(node.ms);
    times.build.push(build.ms);
  }
  for (let run = 0; run < 5; run++) {
    rmSync(join(folder, 'out'), { recursive: true, force: true });
    peak = Math.max(peak, peakMemory([CLI, 'build', plan, '--profile', 'relaxed', '--out', join(folder, 'out')]));
  }
  rmSync(folder, { recursive: true });
  const [node, build] = [median(times.node), median(times.build)];
  const bar = 1.25 * node + 15;
  print('The build of the dashboard as a process', [
    {
      what: 'wall time',
      measured: `${build.toFixed(1)} ms (node -e 0: ${node.toFixed(1)} ms)`,
      bar: `${bar.toFixed(1)} ms`,
      holds: build <= bar,
    },
    {
      what: 'peak memory',
      measured: peak ? `${(peak / 1024).toFixed(1)} MiB` : 'not measured: no /usr/bin/time',
      bar: '55 MiB',
      holds: peak <= 55 * 1024,
    },
  ]);
}

function time(args: readonly string[]): { ms: number } {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return { ms: performance.now() - start };
}

/** KiB, as the system accounts for the finished process; 0 where it cannot be asked. */
function peakMemory(args: readonly string[]): number {
  const { stderr, error } = spawnSync('/usr/bin/time', ['-f', 'peak %M', process.execPath, ...args], {
    encoding: 'utf8',
  });
  return error ? 0 : Number(/peak (\d+)/.exec(stderr)?.[1] ?? 0);
}
