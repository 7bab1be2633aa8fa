import type { Advisory } from '../../modules/audit/advisories.ts';
import { type AdvisoryLookup, askRegistries, matchAdvisories } from '../../modules/audit/advisories.ts';
import { judgeLicence } from '../../modules/audit/judge-licence.ts';
import { lockedPackages } from '../../modules/audit/locked-packages.ts';
import { type Lock, splitKey } from '../../modules/lock/lock.ts';
import { createClient } from '../../modules/registry/client.ts';
import type { Registries } from '../../modules/registry/registries.ts';
import type { ModuleRequest } from '../../plan/modules/graph.ts';

/** What an audit knows of one package. */
export interface AuditedPackage {
  readonly name: string;
  readonly version: string;
  readonly licence: { readonly stated: string | null; readonly verdict: 'allowed' | 'refused' | 'unknown' };
  readonly deprecated: string | null;
  readonly installScript: boolean;
  /** `not checked` where nobody answered. */
  readonly advisories: 'not checked' | readonly Omit<Advisory, 'affects' | 'package'>[];
}

/** What an audit found (`renderify-audit/v1`). */
export interface Audit {
  readonly format: 'renderify-audit/v1';
  readonly ok: boolean;
  readonly plan: string;
  readonly packages: readonly AuditedPackage[];
  /** Modules of the plan that the lock does not have, so that nothing is known of them. */
  readonly unlocked: readonly string[];
}

/** Where advisories come from: a file, the registries, or nowhere. */
export type AdvisorySource =
  | { readonly kind: 'file'; readonly advisories: readonly Advisory[] }
  | { readonly kind: 'registry'; readonly registries: Registries }
  | { readonly kind: 'none' };

/** Audits what a plan leads to by its lock. */
export async function auditPlan(
  plan: string,
  requests: readonly ModuleRequest[],
  lock: Lock,
  allowed: readonly string[],
  source: AdvisorySource,
): Promise<Audit> {
  const { packages: keys, missing } = lockedPackages(lock, requests);
  const lookup = await lookUp(keys, lock, source);
  const packages = keys.map((key) => auditPackage(key, lock, allowed, lookup));
  return {
    format: 'renderify-audit/v1',
    ok: missing.length === 0 && packages.every(isGood),
    plan,
    packages,
    unlocked: missing,
  };
}

/** Whether nothing stands against a package. What was not checked stands against none. */
export function isGood({ licence, advisories }: AuditedPackage): boolean {
  return licence.verdict === 'allowed' && (advisories === 'not checked' || advisories.length === 0);
}

async function lookUp(keys: readonly string[], lock: Lock, source: AdvisorySource): Promise<AdvisoryLookup> {
  if (source.kind === 'none' || keys.length === 0) return new Map();
  if (source.kind === 'file') return matchAdvisories(keys, source.advisories);
  const client = createClient(source.registries);
  return askRegistries(keys, lock, source.registries, client).finally(() => client.close());
}

function auditPackage(key: string, lock: Lock, allowed: readonly string[], lookup: AdvisoryLookup): AuditedPackage {
  const { license = null, deprecated = null, hasInstallScript = false } = lock.packages[key] ?? {};
  const advisories = lookup.get(key)?.map(({ affects: _, package: __, ...rest }) => rest);
  return {
    ...splitKey(key),
    licence: { stated: license, verdict: judgeLicence(license, allowed) },
    deprecated,
    installScript: hasInstallScript,
    advisories: advisories ?? 'not checked',
  };
}
