// A thread of the playground as it is shipped, `dist/worker.js`; `playground-worker.ts` is the same from sources.
import { join } from 'node:path';
import { loadProgram } from './load-program.ts';

const { exports: program } = loadProgram(join(__dirname, 'cli/program.js'));

/** Does one task of the playground's server. */
export default async function runTask(job: unknown): Promise<unknown> {
  return (await program.loadPlaygroundWorker()).default(job);
}
