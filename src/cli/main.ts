#!/usr/bin/env node
import { argv } from 'node:process';
import { runCommandLine } from './run.ts';

// The program is packed as CommonJS, which starts faster than modules do and has no top-level await.
runCommandLine(argv.slice(2)).then((code) => {
  process.exitCode = code;
});
