import { configOptions, inputOptions, moduleOptions, policyOptions } from '../settings/options.ts';
import type { Command } from './command.ts';

export const command: Command = {
  usage: '[port]',
  docs: 'Serves a page for trying plans live, and an HTTP API that compiles them',
  options: [
    { flags: '--host <address>', docs: 'Address to listen on; 127.0.0.1 when nothing is said' },
    { flags: '--open', docs: 'Opens the page in a browser' },
    { flags: '--token <secret>', docs: 'Requests that compile must show it; else RENDERIFY_TOKEN' },
    { flags: '--debug', docs: 'Serves counters at /api/debug/stats' },
    { flags: '--allow-profiles', docs: 'Requests may name any policy profile, also a looser one' },
    { flags: '--time-limit <seconds>', docs: 'A compile that takes longer is ended; 30 when nothing is said' },
    { flags: '--workers <n>', docs: 'Threads that compile; one for each processor, at least 2' },
    { flags: '--export <folder>', docs: 'Writes the page as static files instead, which any host can serve' },
    ...policyOptions,
    ...inputOptions,
    ...moduleOptions,
    ...configOptions,
  ],
  examples: [
    'renderify playground',
    'renderify playground 8080 --profile strict --debug',
    'renderify playground --export public',
  ],
  run: async (invocation) => (await import('../playground/run-playground.ts')).runPlayground(invocation),
};
