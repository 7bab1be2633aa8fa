import { configOptions, findingOptions, moduleOptions, policyOptions } from '../settings/options.ts';
import type { Command } from './command.ts';

export const command: Command = {
  usage: '[...plans]',
  docs: 'Copies the modules that the lock of plans pins into renderify_modules/, for builds without network and store',
  options: [...moduleOptions, ...policyOptions, ...findingOptions, ...configOptions],
  examples: ['renderify vendor plan.json', 'renderify vendor plans/ --offline'],
  run: async (invocation) => (await import('../modules/run-vendor.ts')).runVendor(invocation),
};
