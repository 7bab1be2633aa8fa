import { DIFF_FORMATS } from '../diff/formats/names.ts';
import {
  configOptions,
  frozenOptions,
  inputOptions,
  moduleOptions,
  pageOptions,
  policyOptions,
  targetOption,
} from '../settings/options.ts';
import type { Command } from './command.ts';

export const command: Command = {
  usage: '<old> <new>',
  docs: 'Shows what is different between two plans, bundles or output folders; first, what the new one asks for in addition',
  options: [
    { flags: '--format <name>', docs: 'How it is shown', choices: DIFF_FORMATS },
    { flags: '--fail-on-more', docs: 'Fails when the new version asks for more than the old one' },
    targetOption,
    ...policyOptions,
    ...inputOptions,
    ...pageOptions,
    ...moduleOptions,
    ...frozenOptions,
    {
      flags: '--allow-client-only',
      docs: 'A component that fails in the prerender is a warning, and left to the page',
    },
    ...configOptions,
  ],
  examples: [
    'renderify diff old.json new.json',
    'git show main:plan.json | renderify diff - plan.json --format markdown',
    'renderify diff dist-before dist --fail-on-more',
  ],
  run: async (invocation) => (await import('../diff/run-diff.ts')).runDiff(invocation),
};
