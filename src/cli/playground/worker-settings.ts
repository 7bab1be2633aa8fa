import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CompileOptions } from '../../compiler/stages.ts';
import type { Options } from '../commands/command.ts';

/** What the workers of the playground get from its command line; it goes from thread to thread. */
export interface WorkerSettings {
  readonly compileOptions: CompileOptions;
  readonly options: Options;
  readonly allowProfiles: boolean;
}

/** The plan that settings are looked up for: one that would lie in the working folder. */
export const PLAN = 'plan.json';

/** The file that workers run: in the package `dist/worker.js`, among sources its counterpart. */
export function workerFile(): string {
  const folder = dirname(fileURLToPath(import.meta.url));
  const packed = join(folder, '../worker.js');
  return existsSync(packed) ? packed : join(folder, '../playground-worker.ts');
}
