/**
 * A `_headers` file, as static hosts read it: the policy of the page with what a meta element cannot say, and headers
 * that keep the page to itself.
 */
export function headersFile(csp: string): string {
  const headers = [
    `Content-Security-Policy: ${csp};frame-ancestors 'none'`,
    'Cross-Origin-Opener-Policy: same-origin',
    'Cross-Origin-Resource-Policy: same-origin',
    'Origin-Agent-Cluster: ?1',
    'Permissions-Policy: accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()',
    'Referrer-Policy: no-referrer',
    'X-Content-Type-Options: nosniff',
  ];
  return `/*\n${headers.map((header) => `  ${header}\n`).join('')}`;
}
