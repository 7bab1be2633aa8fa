import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CompilerHost } from '../../src/compiler/host.ts';
import { createIsolation } from '../../src/isolation/index.ts';
import { createLinker } from '../../src/linker/index.ts';
import { createModuleHost } from '../../src/modules/index.ts';

const isolation = createIsolation();
const linker = createLinker();

/** What plans with modules of their own folder need; there is no registry, no lock and no network. */
export function localHost(folder: string): Partial<CompilerHost> {
  const modules = createModuleHost({
    store: join(tmpdir(), 'renderify-no-store'),
    offline: true,
    lockFor: () => undefined,
    registries: () => {
      throw new Error('nothing is fetched here');
    },
  });
  const load: NonNullable<CompilerHost['modules']>['load'] = (job, report) =>
    modules.load({ ...job, plan: join(folder, job.plan) }, report);
  return { modules: { load }, linker, isolation };
}
