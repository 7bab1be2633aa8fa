import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The digest of the packed program, which names all its parts by theirs: a version says too little while a compiler is
 * worked on. Nothing where it runs from sources.
 */
export function compilerBuild(): string | undefined {
  const program = join(dirname(fileURLToPath(import.meta.url)), 'program.js');
  return existsSync(program) ? createHash('sha256').update(readFileSync(program)).digest('hex') : undefined;
}
