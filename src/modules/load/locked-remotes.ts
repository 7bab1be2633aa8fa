import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { quote } from '../../diagnostics/quote.ts';
import { fileIntegrity, hexOf } from '../digest.ts';
import { moduleFindings } from '../findings.ts';
import type { LooseFile } from '../graph/walk-types.ts';
import type { Lock } from '../lock/lock.ts';
import type { Network } from '../network.ts';
import { ModuleProblem } from '../problem.ts';
import { checkHost, fetchRemote } from '../registry/remote-module.ts';
import type { ModulePolicy } from '../settings.ts';
import type { Store } from '../store/store.ts';
import { PIN_HELP, VENDOR_FOLDER } from './locked-files.ts';

/** The path of a vendored module that has no package, from the lock's folder. */
export function vendoredRemote(integrity: string): string {
  return join(VENDOR_FOLDER, 'remote', `${hexOf(integrity).slice(0, 32)}.js`);
}

/** Modules by URL as the lock pins them; the policy is asked again, since it may be stricter than it was. */
export function lockedRemotes(
  lock: Lock,
  lockFolder: string | undefined,
  store: Store,
  network: Network,
  policy: ModulePolicy,
): (url: string) => Promise<LooseFile> {
  return async (url) => {
    const locked = Object.hasOwn(lock.remote, url) ? lock.remote[url] : undefined;
    if (!locked) throw new ModuleProblem(moduleFindings.notLocked, `The lock does not have ${quote(url)}.`, PIN_HELP);
    for (const one of [url, ...locked.redirects]) checkHost(new URL(one), policy);
    const near =
      (lockFolder === undefined
        ? undefined
        : tryRead(join(lockFolder, vendoredRemote(locked.integrity)), locked.integrity)) ??
      store.read(locked.integrity);
    const base = locked.redirects.at(-1) ?? url;
    if (near) return { id: url, bytes: near, base };
    const { bytes } = await fetchRemote(network.client(quote(url)), url, policy);
    if (fileIntegrity(bytes) !== locked.integrity) throw otherBytes(url);
    store.write(locked.integrity, bytes);
    return { id: url, bytes, base };
  };
}

function tryRead(path: string, integrity: string): Uint8Array | undefined {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch {
    return undefined;
  }
  if (fileIntegrity(bytes) === integrity) return bytes;
  const message = `The vendored file ${quote(path)} has other bytes than the lock says.`;
  throw new ModuleProblem(moduleFindings.moduleCorrupt, message, 'Run `renderify vendor` again.');
}

function otherBytes(url: string): ModuleProblem {
  const message = `The module ${quote(url)} has other bytes than it had when it was pinned.`;
  const help = 'If the change is meant, run `renderify pin --update` with that URL.';
  return new ModuleProblem(moduleFindings.requireIntegrityMatch, message, help);
}
