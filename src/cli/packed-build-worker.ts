// A thread of a build of many plans as it is shipped, `dist/build-worker.js`; `build-worker.ts` is the same from sources.
import { join } from 'node:path';
import { loadProgram } from './load-program.ts';

const { exports: program } = loadProgram(join(__dirname, 'cli/program.js'));

/** Builds some plans. */
export async function work(tasks: unknown): Promise<unknown> {
  return (await program.loadBuildWorker()).work(tasks);
}
