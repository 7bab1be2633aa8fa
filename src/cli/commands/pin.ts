import { configOptions, findingOptions, moduleOptions, policyOptions } from '../settings/options.ts';
import type { Command } from './command.ts';

export const command: Command = {
  usage: '[...plans]',
  docs: 'Chooses, fetches and verifies the modules of plans, and writes renderify.lock.json',
  options: [
    { flags: '--check', docs: 'Writes nothing, and fails when the lock would change' },
    { flags: '--update <name>', docs: 'Lets this package have another version', repeat: true },
    { flags: '--prune', docs: 'Leaves out of the lock what these plans do not need' },
    ...moduleOptions,
    ...policyOptions,
    ...findingOptions,
    ...configOptions,
  ],
  examples: ['renderify pin plan.json', 'renderify pin plans/ --check', 'renderify pin plan.json --update recharts'],
  run: async (invocation) => (await import('../modules/run-pin.ts')).runPin(invocation),
};
