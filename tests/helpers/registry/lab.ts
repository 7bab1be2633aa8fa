import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts';
import { createReporter } from '../../../src/diagnostics/reporter.ts';
import {
  createModuleHost,
  EMPTY_LOCK,
  type Lock,
  type ModuleHostSettings,
  type PinSettings,
  pinPlans,
  readLock,
  readRegistries,
  writeLock,
} from '../../../src/modules/index.ts';
import type { ModuleGraph, ModuleRequest } from '../../../src/plan/modules/graph.ts';
import type { ManifestEntry } from '../../../src/plan/types.ts';
import type { TestRegistry } from './registry.ts';

/** Specifiers, or specifiers with their manifest entry. */
export type Asked = readonly (string | readonly [string, Partial<ManifestEntry>])[];

/** What is different from an ordinary pin or load. */
export interface LabOptions extends Partial<PinSettings & ModuleHostSettings> {
  readonly profile?: string;
  readonly fields?: Record<string, boolean | number | string | readonly string[]>;
  readonly limits?: { moduleBytes?: number; graphModules?: number; graphBytes?: number };
  readonly plan?: string;
}

/** What came of it. */
export interface LabResult<T> {
  readonly value: T | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** Names and messages of the findings, one per line. */
  readonly text: string;
}

/** A folder with a plan, an `.npmrc` and a store of its own. */
export interface ModuleLab {
  readonly folder: string;
  readonly store: string;
  write(files: Readonly<Record<string, string>>): void;
  read(path: string): string;
  pin(asked: Asked, options?: LabOptions): Promise<LabResult<Lock>>;
  load(asked: Asked, options?: LabOptions): Promise<LabResult<ModuleGraph>>;
  remove(): void;
}

const LIMITS = { moduleBytes: 8_388_608, graphModules: 3000, graphBytes: 33_554_432 };

/** A lab whose `.npmrc` names one mode of a registry, and what else is given. */
export function createModuleLab(registry: TestRegistry, mode = 'good', npmrc = ''): ModuleLab {
  const folder = mkdtempSync(join(tmpdir(), 'renderify-modules-'));
  const store = join(folder, 'store');
  const fast = 'fetch-timeout=2000\nfetch-retry-mintimeout=1\n';
  writeFileSync(join(folder, '.npmrc'), `registry=${registry.url(mode)}\n${fast}${npmrc}\n`);
  const path = join(folder, 'renderify.lock.json');
  const registries = () =>
    readRegistries({ folders: [folder], env: { NPM_CONFIG_USERCONFIG: '/none' } }, () => undefined);
  const jobOf = (asked: Asked, { profile = 'relaxed', fields = {}, limits, plan = 'plan.json' }: LabOptions) => ({
    plan: join(folder, plan),
    requests: asked.map(toRequest),
    limits: { ...LIMITS, ...limits },
    policy: { profile, fields },
  });
  return {
    folder,
    store,
    write(files) {
      for (const [name, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, name)), { recursive: true });
        writeFileSync(join(folder, name), text);
      }
    },
    read: (name) => readFileSync(join(folder, name), 'utf8'),
    async pin(asked, options = {}) {
      const { report, diagnostics } = createReporter();
      const settings = { lock: currentLock(path), lockFolder: folder, store, registries, ...options };
      const pinned = await pinPlans([{ ...jobOf(asked, options), report }], settings);
      if (pinned) writeFileSync(path, writeLock(pinned.lock));
      return resultOf(pinned?.lock, diagnostics());
    },
    async load(asked, options = {}) {
      const { report, diagnostics } = createReporter();
      const host = createModuleHost({ store, registries, lockFor: () => path, ...options });
      const graph = await host.load(jobOf(asked, options), report);
      await host.close();
      return resultOf(graph, diagnostics());
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function toRequest(one: Asked[number], index: number): ModuleRequest {
  const [specifier, entry] = typeof one === 'string' ? [one, undefined] : one;
  const manifest = entry && { resolvedUrl: specifier, ...entry };
  return { specifier, pointer: `/imports/${index}`, usage: 'import', ...(manifest && { manifest }) };
}

function currentLock(path: string): Lock {
  try {
    return readLock(readFileSync(path, 'utf8'), () => undefined) ?? EMPTY_LOCK;
  } catch {
    return EMPTY_LOCK;
  }
}

function resultOf<T>(value: T | undefined, diagnostics: readonly Diagnostic[]): LabResult<T> {
  const text = diagnostics.map(({ severity, name, message }) => `${severity} ${name}: ${message}`).join('\n');
  return { value, diagnostics, text };
}
