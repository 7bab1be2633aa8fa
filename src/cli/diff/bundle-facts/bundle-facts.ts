import { parseCsp } from '../../../compiler/verify/csp.ts';
import type { JsonObject } from '../../../plan/types.ts';
import { type FilesByPath, isLoaded, sizeOf } from '../../output/size-of.ts';
import { manifestPolicy } from '../manifest-policy.ts';
import { listOf, objectOf, textOf } from '../manifest-values.ts';
import { policyItems } from '../policy-items.ts';
import type { Facts, Items } from '../version.ts';
import { pageFacts } from './page-facts.ts';

/** What a bundle is: by its manifest and, where it has a page, by what stands in that. */
export function bundleFacts(manifest: JsonObject, files: FilesByPath): Facts {
  const entry = files.get(textOf(manifest['entry']));
  const page =
    entry && textOf(manifest['entry']).endsWith('.html') ? pageFacts(new TextDecoder().decode(entry)) : undefined;
  return {
    items: {
      capabilities: capabilityItems(manifest),
      policy: policyItems(manifestPolicy(manifest)),
      csp: cspItems(textOf(manifest['csp'])),
      linked: linkedItems(listOf(manifest['modules']).map(objectOf)),
      code: new Map([['script', page?.script === false ? 'no' : 'yes']]),
      events: new Map(listOf(manifest['events']).map((type) => [textOf(type), ''])),
      size: sizeItems(files),
      ...(page && { hosts: new Map([...page.hosts].sort().map((host) => [host, ''])) }),
    },
    ...(page && { texts: page.texts }),
  };
}

function capabilityItems({ capabilities, executionProfile }: JsonObject): Items {
  const { domWrite, networkHosts } = objectOf(capabilities);
  return new Map([
    ['domWrite', String(domWrite === true)],
    ['executionProfile', textOf(executionProfile)],
    ...listOf(networkHosts).map((host) => [`networkHosts ${textOf(host)}`, ''] as const),
  ]);
}

/** What the policy of the page allows, token by token; hashes say which code it is, and not what it may do. */
function cspItems(csp: string): Items {
  const items = new Map<string, string>();
  for (const [directive, sources] of parseCsp(csp)) {
    items.set(directive, '');
    for (const source of sources) if (!/^'(?:none'|sha\d+-)/.test(source)) items.set(`${directive} ${source}`, '');
  }
  return items;
}

/**
 * Packages are compared by name, so that another version is a change and not another module; two at once by their ids.
 * What a module reaches are items of their own.
 */
function linkedItems(modules: readonly JsonObject[]): Items {
  const items = new Map<string, string>();
  for (const { id, integrity, page, reaches } of modules) {
    const { bare, version } = nameOf(textOf(id));
    const name = items.has(bare) ? textOf(id) : bare;
    const facts = [version, page === true ? 'in the page' : 'at build only', textOf(integrity)];
    items.set(name, facts.filter(Boolean).join(', '));
    for (const one of listOf(reaches)) items.set(`${name} reaches ${textOf(one)}`, '');
  }
  return items;
}

/** `clsx@2.1.1/dist/clsx.mjs` is the file `clsx/dist/clsx.mjs` in one version. */
function nameOf(id: string): { readonly bare: string; readonly version: string } {
  const [, name, version = '', path = ''] = /^((?:@[^/@]+\/)?[^/@]+)@([^/]+)(\/.*)?$/s.exec(id) ?? [];
  return name === undefined ? { bare: id, version: '' } : { bare: name + path, version };
}

function sizeItems(files: FilesByPath): Items {
  const kinds = new Map<string, number>();
  for (const [path, { length }] of files)
    if (isLoaded(path)) kinds.set(kindOf(path), (kinds.get(kindOf(path)) ?? 0) + length);
  const { bytes, brotli } = sizeOf(files);
  return new Map([
    ['all that a browser loads', String(bytes)],
    ['after brotli', String(brotli)],
    ...[...kinds].sort().map(([kind, sum]) => [`files .${kind}`, String(sum)] as const),
  ]);
}

function kindOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}
