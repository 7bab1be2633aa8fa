import { configOptions, moduleOptions, policyOptions } from '../settings/options.ts';
import type { Command } from './command.ts';

export const command: Command = {
  usage: '<plan>',
  docs: 'Holds the packages of a plan against licences and advisories; what nobody answers for is not checked',
  options: [
    { flags: '--allow-licence <id>', docs: 'Allows this licence of the SPDX list as well', repeat: true },
    { flags: '--only-these', docs: 'Allows no licences but those, not even the usual permissive ones' },
    { flags: '--advisories <file>', docs: 'Advisories in the OSV format, instead of asking the registry' },
    { flags: '--format <name>', docs: 'table for people, json for programs', choices: ['table', 'json'] },
    ...moduleOptions,
    ...policyOptions,
    ...configOptions,
  ],
  examples: ['renderify audit plan.json', 'renderify audit plan.json --advisories osv.json --allow-licence MPL-2.0'],
  run: async (invocation) => (await import('../modules/run-audit.ts')).runAudit(invocation),
};
