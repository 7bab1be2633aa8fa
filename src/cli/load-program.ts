import { createHash } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pid, version } from 'node:process';
import { Script } from 'node:vm';

/** A CommonJS file that was loaded, and what keeps its compiled code for the next start. */
export interface LoadedProgram {
  // biome-ignore lint/suspicious/noExplicitAny: the exports of a file that is known at run time
  readonly exports: any;
  keep(): void;
}

const DIGEST_BYTES = 32;

/**
 * Loads the program (a function of CommonJS, in ASCII) with the code that the engine compiled for it in an earlier build:
 * compiling it is a third of the time of a build. That code lies beside the program, so whoever could change it could
 * change the program; the engine refuses that of another version. Node 22 has this built in, Node 20 has not.
 */
export function loadProgram(path: string): LoadedProgram {
  const source = readFileSync(path, 'latin1');
  const cache = `${path}.${version}.cache`;
  const cachedData = readCache(cache, source);
  const script = new Script(source, { filename: path, ...(cachedData && { cachedData }) });
  const require = createRequire(path);
  const module = Object.assign(Object.create(null), { id: path, filename: path, exports: {} });
  // The parts that a command loads later find the program here.
  require.cache[path] = module;
  script.runInThisContext()(module.exports, require, module);
  const isCurrent = cachedData !== undefined && script.cachedDataRejected === false;
  return { exports: module.exports, keep: () => (isCurrent ? undefined : writeCache(cache, source, script)) };
}

/** The engine trusts its own data: a file that a crash of the machine cut off would take the process down. */
function readCache(path: string, source: string): Buffer | undefined {
  try {
    const file = readFileSync(path);
    const data = file.subarray(DIGEST_BYTES);
    return digestOf(source, data).equals(file.subarray(0, DIGEST_BYTES)) ? data : undefined;
  } catch {
    return undefined;
  }
}

/** An installed package is often not ours to write to; then every start compiles anew. */
function writeCache(path: string, source: string, script: Script): void {
  const unfinished = `${path}.${pid}`;
  try {
    const data = script.createCachedData();
    writeFileSync(unfinished, Buffer.concat([digestOf(source, data), data]), { flag: 'wx' });
    renameSync(unfinished, path);
  } catch {
    rmSync(unfinished, { force: true });
  }
}

function digestOf(source: string, data: Buffer): Buffer {
  return createHash('sha256').update(source, 'latin1').update(data).digest();
}
