import type { ModuleHost } from '../../compiler/host.ts';
import type { ModuleSettings } from '../../modules/settings.ts';
import type { Options } from '../commands/command.ts';
import { moduleSettings, npmrcFolders } from './settings.ts';

/** The modules of plans as their locks have pinned them; loaded by the first plan that has any. */
export async function openModuleHost(options: Options): Promise<ModuleHost> {
  const { createModuleHost } = await import('../../modules/index.ts');
  return createModuleHost(moduleSettings(options, await registryReader()));
}

/** Reads `.npmrc` files and the environment; npm is asked only where none of them names a registry. */
export async function registryReader(): Promise<ModuleSettings['registries']> {
  const { npmDefaultRegistry, readRegistries } = await import('../../modules/index.ts');
  return (plan) => readRegistries({ folders: npmrcFolders(plan) }, npmDefaultRegistry);
}
