#!/usr/bin/env node
// The program as it is shipped, `dist/cli.js`; `main.ts` is the same from sources.
import { join } from 'node:path';
import { argv } from 'node:process';
import { loadProgram } from './load-program.ts';

const { exports, keep } = loadProgram(join(__dirname, 'cli/program.js'));
const words = argv.slice(2);

exports.runCommandLine(words).then((code: number) => {
  process.exitCode = code;
  if (words[0] === 'build' && code === 0) keep();
});
