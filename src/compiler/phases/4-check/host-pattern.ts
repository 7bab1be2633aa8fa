const LABEL = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/;

/**
 * Why a text is no host pattern (spec 8.1), as the end of a sentence; `undefined` when it is one. Patterns are `host`,
 * `*.host` and `host:port`, in lower case, as they may stand in a Content Security Policy.
 */
export function hostPatternProblem(pattern: string): string | undefined {
  if (pattern === '*') return 'would mean every host';
  if (/:\/\//.test(pattern)) return 'has a scheme';
  if (/[/?#]/.test(pattern)) return 'has a path';
  const port = /:(\d+)$/.exec(pattern);
  if (port && (pattern.startsWith('*.') || !/^[1-9]\d{0,4}$/.test(port[1] ?? '') || Number(port[1]) > 65_535)) {
    return 'has a port that is none, or a port beside a wildcard';
  }
  return hostProblem(pattern.replace(/^\*\./, '').replace(/:\d+$/, ''));
}

function hostProblem(host: string): string | undefined {
  if (/[A-Z]/.test(host)) return 'must be in lower case';
  if (/[^\x00-\x7f]/.test(host)) return 'must be in its ASCII form (`xn--…`)';
  const labels = host.split('.');
  if (host.length > 253 || !labels.every((label) => LABEL.test(label))) return 'is no host name';
  const last = labels.at(-1) ?? '';
  // The URL standard reads such a host as an IPv4 address.
  if (/^(\d+|0x[0-9a-f]*)$/.test(last)) return 'is an address, not a host name';
  return last === 'localhost' ? 'is the machine itself' : undefined;
}
