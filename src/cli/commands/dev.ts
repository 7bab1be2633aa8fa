import {
  configOptions,
  findingOptions,
  frozenOptions,
  inputOptions,
  moduleOptions,
  policyOptions,
} from '../settings/options.ts';
import type { Command } from './command.ts';

export const command: Command = {
  usage: '[...plans]',
  docs: 'Serves plans on this machine and exchanges them in place while they are edited',
  options: [
    { flags: '--port <port>', docs: 'Port to listen on; 5757, or the next one that is free, when nothing is said' },
    { flags: '--host <address>', docs: 'Address to listen on; 127.0.0.1 when nothing is said' },
    { flags: '--open', docs: 'Opens the page in a browser' },
    {
      flags: '--editor <template>',
      docs: 'Address that opens a place in an editor, with {file}, {line} and {column} in it',
    },
    ...policyOptions,
    ...inputOptions,
    ...moduleOptions,
    ...frozenOptions,
    {
      flags: '--allow-client-only',
      docs: 'A component that fails in the prerender is a warning, and left to the page',
    },
    ...findingOptions,
    ...configOptions,
  ],
  examples: ['renderify dev plan.json', "renderify dev 'plans/**/*.plan.json' --port 8080 --open"],
  run: async (invocation) => (await import('../live/run-dev.ts')).runDev(invocation),
};
