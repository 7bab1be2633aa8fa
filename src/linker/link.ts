import { type LinkCache, vendorKey } from './cache.ts';
import { combine } from './combine.ts';
import { LinkError, type LinkJob, type LinkResult } from './job.ts';
import { type PlainModule, prepareOwn } from './prepare.ts';
import { linkVendor, type Vendor } from './vendor.ts';
import { importsOf, type Wanted } from './wanted.ts';

/** Makes a linker; with a cache, packages that were linked once for the same names are not linked again. */
export function createLinker(cache?: LinkCache): { link(job: LinkJob): Promise<LinkResult> } {
  return { link: (job) => link(job, cache) };
}

async function link(job: LinkJob, cache: LinkCache | undefined): Promise<LinkResult> {
  try {
    job.signal?.throwIfAborted();
    const own = await prepareOwn(job);
    const vendor = await vendorFor(job, findWanted(job, own), cache);
    job.signal?.throwIfAborted();
    const { code, css, used } = await combine(job, own, vendor);
    const ids = [...vendor.used, ...own.keys(), ...used].filter((id) => job.graph.modules.has(id));
    return { ok: true, code, css, used: [...new Set(ids)].sort() };
  } catch (error) {
    if (error instanceof LinkError) return { ok: false, problems: error.problems };
    throw error;
  }
}

/** What the plan's own modules import from packages, by name. */
function findWanted({ graph }: LinkJob, own: ReadonlyMap<string, PlainModule>): Wanted {
  const wanted = new Map<string, Set<string>>();
  for (const module of own.values()) {
    for (const { specifier, names } of importsOf(module.code)) {
      const id = module.imports[specifier];
      const target = id === undefined || own.has(id) ? undefined : graph.modules.get(id);
      if (!target || target.format === 'css' || (target.format === 'json' && target.origin === 'local')) continue;
      const set = wanted.get(target.id) ?? new Set();
      for (const name of names) set.add(name);
      wanted.set(target.id, set);
    }
  }
  return wanted;
}

async function vendorFor({ graph, platform }: LinkJob, wanted: Wanted, cache: LinkCache | undefined): Promise<Vendor> {
  if (!cache || wanted.size === 0) return linkVendor(graph, wanted);
  const key = vendorKey(graph, wanted, platform);
  const kept = await cache.get(key);
  if (kept !== undefined) return JSON.parse(kept) as Vendor;
  const vendor = await linkVendor(graph, wanted);
  await cache.put(key, JSON.stringify(vendor));
  return vendor;
}
