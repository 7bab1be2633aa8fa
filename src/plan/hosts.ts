/**
 * Whether a host is covered by one of the patterns `host`, `*.host` (subdomains, not the host itself) or `host:port`;
 * without a port a pattern covers the scheme's own port only. `host` is as the URL standard serialises it.
 */
export function isHostListed(host: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) =>
    pattern.startsWith('*.')
      ? host.length >= pattern.length && host.endsWith(pattern.slice(1))
      : host === pattern.replace(/:443$/, ''),
  );
}
