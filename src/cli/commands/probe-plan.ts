import { configOptions, inputOptions, moduleOptions, pageOptions, policyOptions } from '../settings/options.ts';
import type { Command } from './command.ts';

export const command: Command = {
  usage: '<plan>',
  docs: 'Says whether a plan can be built here, and how each module that it names stands; no network, no effect',
  options: [
    { flags: '--format <name>', docs: 'table for people, json for programs', choices: ['table', 'json'] },
    ...moduleOptions.filter(({ flags }) => !flags.startsWith('--offline')),
    ...policyOptions,
    ...inputOptions,
    ...pageOptions,
    ...configOptions,
  ],
  examples: ['renderify probe-plan plan.json', 'renderify probe-plan plan.json --format json --profile strict'],
  run: async (invocation) => (await import('../modules/run-probe.ts')).runProbe(invocation),
};
