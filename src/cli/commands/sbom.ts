import { configOptions, findingOptions, moduleOptions, policyOptions } from '../settings/options.ts';
import type { Command } from './command.ts';

export const command: Command = {
  usage: '<plan or bundle>',
  docs: 'Prints the bill of materials (CycloneDX 1.6): of a bundle, or of all that a plan leads to',
  options: [...moduleOptions, ...policyOptions, ...findingOptions, ...configOptions],
  examples: ['renderify sbom dist', 'renderify sbom plan.json > bom.json'],
  run: async (invocation) => (await import('../modules/run-sbom.ts')).runSbom(invocation),
};
