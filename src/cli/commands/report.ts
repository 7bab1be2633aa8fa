import type { Command } from './command.ts';

export const command: Command = {
  usage: '<dist>',
  docs: 'Writes an HTML page about what was built: sizes, features, modules, policy, findings, provenance',
  options: [
    {
      flags: '-o, --out <file>',
      docs: 'Where the page goes, - for standard output; report.html when nothing else is said',
    },
    { flags: '--findings <file>', docs: 'What was found: a file of `build --report`, or of `--format json`' },
  ],
  examples: ['renderify report dist -o report.html', 'renderify report dist --findings report.json'],
  run: async (invocation) => (await import('../report/run-report.ts')).runReport(invocation),
};
