import { createHash } from 'node:crypto';
import type { CompilerHost, Isolation, Linker, Memo, ModuleHost } from '../compiler/host.ts';

/**
 * The outside world that the command line gives to the compiler. Modules, linker and isolated engine are loaded when the
 * first plan needs them.
 */
export function createHost(modules?: () => Promise<ModuleHost>): Partial<CompilerHost> {
  const linker = once(loadLinker);
  const isolation = once(loadIsolation);
  const memo = once(loadMemo);
  return {
    sha256,
    linker: { link: async (job) => (await linker()).link(job) },
    memo: {
      get: async (key) => (await memo()).get(key),
      put: async (key, text) => (await memo()).put(key, text),
    },
    isolation: {
      run: async (job) => (await isolation()).run(job),
      renderToString: async () => (await isolation()).renderToString?.() ?? '',
    },
    ...(modules && { modules: lazyModules(once(modules)) }),
  };
}

/** SHA-256 of UTF-8 text or bytes, 32 bytes. */
export function sha256(data: string | Uint8Array): Uint8Array {
  return createHash('sha256').update(data).digest();
}

function lazyModules(modules: () => Promise<ModuleHost>): ModuleHost {
  return { load: async (job, report) => (await modules()).load(job, report) };
}

async function loadLinker(): Promise<Linker> {
  const { createLinker } = await import('../linker/index.ts');
  return createLinker(await loadMemo());
}

async function loadMemo(): Promise<Memo> {
  return (await import('./modules/link-cache.ts')).openLinkCache();
}

async function loadIsolation(): Promise<Isolation> {
  const { createIsolation } = await import('../isolation/index.ts');
  return createIsolation();
}

function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined;
  return () => (loaded ??= load());
}
