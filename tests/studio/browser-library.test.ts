import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { brotliCompressSync } from 'node:zlib';
import { init, parse } from 'es-module-lexer';
import type { Browser } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compile } from '../../src/compiler/index.ts';
import { launchBrowser } from '../helpers/browser.ts';

const test = suite('renderify/browser');

/** As it is shipped. */
const LIBRARY = readFileSync('dist/browser.mjs', 'utf8');
const PLAN = readFileSync('templates/dashboard/plan.json', 'utf8');
const WORKER = `import { check, createCompiler, createPlanStream, formatDiagnostic, inspect, playEvents } from './browser.mjs';
const compiler = createCompiler({ profile: 'balanced' });
onmessage = async ({ data: text }) => {
  const source = { name: 'plan.json', text };
  const { bundle } = await compiler.compile(source);
  const same = (await compiler.compile(source)).bundle === bundle;
  const code = await compiler.compile({ name: 'code.json', text: text.replace('"root"', '"source":{"language":"js","code":"export default () => null"},"root"') }, { profile: 'trusted' });
  const bad = check({ name: 'bad.json', text: text.replace('"type"', '"tipe"') }).diagnostics;
  const stream = createPlanStream();
  stream.push(text.slice(0, text.length / 2));
  postMessage({
    files: bundle.files,
    same,
    code: code.diagnostics.map((one) => one.name),
    bad: formatDiagnostic(bad[0], { name: 'bad.json', text }),
    preview: Boolean((await stream.preview()).bundle),
    played: (await playEvents(source, {}, { events: [] })).ok,
    stages: typeof inspect,
  });
};`;

let browser: Browser;
let server: Server;
test.before(async () => {
  browser = await launchBrowser();
  const files: Record<string, string> = { '/browser.mjs': LIBRARY, '/worker.mjs': WORKER };
  server = createServer(({ url = '' }, response) => {
    const script = files[url];
    response.setHeader('content-type', script ? 'text/javascript' : 'text/html');
    response.end(script ?? '<!doctype html><title>t</title>');
  }).listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
});
test.after(async () => {
  await browser.close();
  server.close();
});

test('it is one file of at most 80 kB after brotli, and imports nothing', async () => {
  const bytes = brotliCompressSync(LIBRARY).length;
  assert.ok(bytes <= 80_000, `${bytes}`);
  await init;
  assert.equal(parse(LIBRARY)[0], []);
});

test('in a worker it gives the bytes that Node gives, and refuses what it cannot build', async () => {
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${(server.address() as { port: number }).port}/`);
  const answer = (await page.evaluate(
    (text) =>
      new Promise((done, fail) => {
        const worker = new Worker('worker.mjs', { type: 'module' });
        worker.onmessage = ({ data }) => done(data);
        worker.onerror = ({ message }) => fail(new Error(message));
        worker.postMessage(text);
      }),
    PLAN,
  )) as Record<string, unknown> & { code: string[] };
  const { bundle } = await compile({ name: 'plan.json', text: PLAN }, { profile: 'balanced' });
  assert.equal(answer['files'], JSON.parse(JSON.stringify(bundle?.files)));
  assert.is(answer['same'], true);
  assert.ok(answer.code.includes('modules-unavailable'), answer.code.join());
  assert.match(answer['bad'] as string, /RF\d+ [\w-]+\n/);
  assert.is(answer['preview'], true);
  assert.is(answer['played'], true);
  assert.is(answer['stages'], 'function');
});

test.run();
