import type { CompilerHost } from '../../../host.ts';
import type { PolicyFields } from '../../../stages.ts';
import { FIELDS } from './fields.ts';

/** `sha256-<hex>` of the fields that bundles are held to, as canonical JSON: compact, keys sorted by UTF-16 units (RFC 8785). */
export function policyDigest(fields: PolicyFields, host: CompilerHost): string {
  const sorted = Object.fromEntries(
    Object.keys(fields)
      .filter((key) => !FIELDS[key]?.pinning)
      .sort()
      .map((key) => [key, fields[key]]),
  );
  const bytes = host.sha256(JSON.stringify(sorted));
  return `sha256-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
