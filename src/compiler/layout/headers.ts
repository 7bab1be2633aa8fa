/** Headers of a page: its policy with what a meta element cannot say, and what keeps the page to itself. */
export function pageHeaders(csp: string): readonly (readonly [name: string, value: string])[] {
  return [
    ['Content-Security-Policy', `${csp};frame-ancestors 'none'`],
    ['Cross-Origin-Opener-Policy', 'same-origin'],
    ['Cross-Origin-Resource-Policy', 'same-origin'],
    ['Origin-Agent-Cluster', '?1'],
    [
      'Permissions-Policy',
      'accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()',
    ],
    ['Referrer-Policy', 'no-referrer'],
    ['X-Content-Type-Options', 'nosniff'],
  ];
}

/** A `_headers` file with them, as static hosts read it. */
export function headersFile(csp: string): string {
  const headers = pageHeaders(csp).map(([name, value]) => `${name}: ${value}`);
  return `/*\n${headers.map((header) => `  ${header}\n`).join('')}`;
}
