import { createHash } from 'node:crypto';
import type { CompilerHost, Isolation, Linker, ModuleHost } from '../compiler/host.ts';

/**
 * The outside world that the command line gives to the compiler. Modules, linker and isolated engine are loaded when the
 * first plan needs them.
 */
export function createHost(modules?: () => Promise<ModuleHost>): Partial<CompilerHost> {
  const linker = once(loadLinker);
  const isolation = once(loadIsolation);
  return {
    sha256,
    linker: { link: async (job) => (await linker()).link(job) },
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
  const [{ createLinker }, { openLinkCache }] = await Promise.all([
    import('../linker/index.ts'),
    import('./modules/link-cache.ts'),
  ]);
  return createLinker(openLinkCache());
}

async function loadIsolation(): Promise<Isolation> {
  const { createIsolation } = await import('../isolation/index.ts');
  return createIsolation();
}

function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined;
  return () => (loaded ??= load());
}
