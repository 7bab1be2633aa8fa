/// <reference lib="dom" />
// `npm run bench`, or `npm run bench -- bytes process compile browser islands server playground many` for some of it. Figures are ratios measured in
// one run; none of them decides a test.
import { inBrowser } from './browser.ts';
import { bytes } from './bytes.ts';
import { inProcess } from './compile.ts';
import { dev } from './dev.ts';
import { islands } from './islands.ts';
import { many } from './many.ts';
import { playground } from './playground.ts';
import { wholeProcess } from './process.ts';
import { server } from './server.ts';

const parts = {
  bytes,
  process: wholeProcess,
  compile: inProcess,
  browser: inBrowser,
  islands,
  dev,
  server,
  playground,
  many,
};
const asked = process.argv.slice(2);

for (const [name, part] of Object.entries(parts)) if (!asked.length || asked.includes(name)) await part();
