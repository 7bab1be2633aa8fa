import { capabilityItems } from './plan-facts/capabilities.ts';
import type { Facts, Version } from './version.ts';

/**
 * What a bundle that was not there before is compared with: a page that asks for nothing. That it has a script of its own
 * transitions is nothing to call out.
 */
export function nothing(name: string): Version {
  const none = new Map<string, string>();
  const items = {
    capabilities: capabilityItems(undefined),
    hosts: none,
    csp: none,
    linked: none,
    code: new Map([['script', 'yes']]),
    events: none,
    size: none,
  };
  const facts: Facts = { items, texts: [] };
  return { name, kind: 'nothing', errors: 0, warnings: 0, bundle: facts };
}
