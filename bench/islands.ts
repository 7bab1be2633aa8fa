import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { startRegistry } from '../tests/helpers/registry/registry.ts';
import { median, print } from './table.ts';

const CLI = resolve('dist/cli.js');
const ROOT = { type: 'element', tag: 'p', props: { lang: 'en' }, children: [{ type: 'text', value: 'fallback' }] };
const STATE = { initial: { n: 0 }, transitions: { add: [{ type: 'increment', path: 'n' }] } };

const COUNTER = {
  source: {
    language: 'tsx',
    runtime: 'preact',
    code: `import { useState } from 'preact/hooks'; export default () => { const [n, set] = useState(0); return <button onClick={() => set(n + 1)}>Count: {n}</button> }`,
  },
};
const FACTORY = {
  root: {
    ...ROOT,
    children: [
      { type: 'component', module: './card.mjs' },
      { type: 'element', tag: 'button', props: { onClick: 'add' }, children: [{ type: 'text', value: 'add' }] },
    ],
  },
  state: STATE,
};
const CARD = `export default (props, { state }) => ({ type: 'element', tag: 'b', props: { title: 'n' + state.n }, children: [{ type: 'text', value: 'Count: ' + state.n }] })`;
const CHART = {
  capabilities: { maxExecutionMs: 9000 },
  moduleManifest: { recharts: { resolvedUrl: 'https://ga.jspm.io/npm:recharts@3.3.0/es6/index.js', version: '3.3.0' } },
  source: {
    language: 'tsx',
    runtime: 'preact',
    code: `import { Bar, BarChart, Line, LineChart, Tooltip, XAxis, YAxis } from 'recharts'; const data = [{ name: 'a', v: 3 }, { name: 'b', v: 5 }];
      export default () => <main><LineChart width={300} height={200} data={data}><XAxis dataKey="name" /><YAxis /><Tooltip /><Line dataKey="v" /></LineChart><BarChart width={300} height={200} data={data}><Bar dataKey="v" /></BarChart></main>`,
  },
};

/** Scripts of islands, pinning beside npm, and the build of a dashboard of charts, from a registry on loopback. */
export async function islands(): Promise<void> {
  const registry = await startRegistry();
  const home = mkdtempSync(join(tmpdir(), 'renderify-bench-'));
  try {
    const sizes = [
      size(home, registry.url(), 'counter', COUNTER, 5600),
      size(home, registry.url(), 'factory', FACTORY, 2000),
    ];
    print('Script after brotli', sizes);
    print('Packages', packages(home, registry.url()));
  } finally {
    rmSync(home, { recursive: true });
    await registry.stop();
  }
}

function size(home: string, registry: string, name: string, more: object, bar: number) {
  const folder = project(home, registry, name, more);
  run(folder, ['pin', 'plan.json', '--profile', 'trusted']);
  run(folder, ['build', 'plan.json', '--profile', 'trusted']);
  const script = /<script>([\s\S]*)<\/script>/.exec(readFileSync(join(folder, 'dist/index.html'), 'utf8'))?.[1] ?? '';
  const bytes = brotliCompressSync(script).length;
  return { what: name, measured: `${bytes} B`, bar: `${bar} B`, holds: bytes <= bar };
}

function packages(home: string, registry: string) {
  const folder = project(home, registry, 'chart', CHART);
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ private: true, dependencies: { preact: '10.28.3', recharts: '3.3.0', 'react-is': '19.3.1' } }),
  );
  const install = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--silent', '--cache', join(home, 'npm')];
  const times = { npm: [] as number[], pin: [] as number[], cold: [] as number[], warm: [] as number[] };
  for (let turn = 0; turn < 3; turn++) {
    for (const path of ['node_modules', 'package-lock.json', 'renderify.lock.json', 'dist'])
      rmSync(join(folder, path), { recursive: true, force: true });
    for (const path of ['npm', 'store']) rmSync(join(home, path), { recursive: true, force: true });
    times.npm.push(timed(() => spawnSync('npm', install, { cwd: folder })));
    times.pin.push(timed(() => run(folder, ['pin', 'plan.json', '--profile', 'trusted'])));
    const build = ['build', 'plan.json', '--profile', 'trusted', '--offline', '--out'];
    times.cold.push(timed(() => run(folder, [...build, 'cold'])));
    times.warm.push(timed(() => run(folder, [...build, `warm${turn}`])));
  }
  const [npm, pin, cold, warm] = [median(times.npm), median(times.pin), median(times.cold), median(times.warm)];
  const row = (what: string, ms: number, bar: number) => ({
    what,
    measured: `${ms.toFixed(0)} ms`,
    bar: `${bar.toFixed(0)} ms`,
    holds: ms <= bar,
  });
  return [
    row(`pin, empty store (npm install: ${npm.toFixed(0)} ms)`, pin, 1.5 * npm),
    row('build, packages linked for the first time', cold, 5000),
    row('build, packages linked before', warm, 1000),
  ];
}

function project(home: string, registry: string, name: string, more: object): string {
  const folder = join(home, name);
  mkdirSync(folder);
  const plan = { specVersion: 'runtime-plan/v1', id: name, version: 1, root: ROOT, ...more };
  writeFileSync(join(folder, 'plan.json'), JSON.stringify(plan));
  writeFileSync(join(folder, 'card.mjs'), CARD);
  writeFileSync(join(folder, '.npmrc'), `registry=${registry}\n`);
  return folder;
}

function run(folder: string, args: readonly string[]): void {
  const env = { ...process.env, RENDERIFY_STORE: resolve(folder, '../store') };
  const { status, stderr } = spawnSync(process.execPath, [CLI, ...args], { cwd: folder, env, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}

function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
