import { hostOption } from '../settings/options.ts';
import type { Command } from './command.ts';

export const command: Command = {
  usage: '<...shards>',
  docs: 'Joins the output folders of all shards of a build into one',
  options: [
    { flags: '-o, --out <folder>', docs: 'Output folder; dist when nothing else is said' },
    { flags: '--reports <file>', docs: 'A report of a shard, as `build --report` wrote it', repeat: true },
    { flags: '--report <file>', docs: 'Where the joined report goes' },
    hostOption,
    { flags: '--clean', docs: 'Removes bundles of earlier builds that no shard has' },
    { flags: '--quiet', docs: 'Says nothing about what is good' },
  ],
  examples: [
    'renderify merge shard-1 shard-2 -o dist',
    'renderify merge shard-* -o dist --reports report-1.json --reports report-2.json --report report.json',
  ],
  run: async (invocation) => (await import('../many/run-merge.ts')).runMerge(invocation),
};
