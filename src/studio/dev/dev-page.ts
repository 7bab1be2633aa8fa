import { attributeValue } from '../../compiler/escape.ts';
import { clientText } from './client.generated.ts';

/** What the script of a page of the dev server is told. */
export interface ClientData {
  /** The plan that the page shows; none of the index, which hears of all. */
  readonly plan?: string;
  readonly version: string;
  /** Where the emitted page is; absent on pages that are none. */
  readonly page?: string;
}

/**
 * An emitted page with the dev client in it. The page's own policy stays, and lets in addition what carries the nonce, the
 * server's events, and the client's Trusted Types policy.
 */
export function toDevPage(html: string, data: ClientData, nonce: string): string {
  const script = clientScript(data, nonce);
  const meta = /<meta http-equiv=content-security-policy content="([^"]*)">/.exec(html);
  if (!meta) return html.replace(/<meta charset=utf-8>/, (charset) => charset + script);
  const relaxed = `<meta http-equiv=content-security-policy content="${devPolicy(meta[1] ?? '', nonce)}">`;
  return html.slice(0, meta.index) + relaxed + script + html.slice(meta.index + meta[0].length);
}

/** The element that starts the client. */
export function clientScript({ plan, version, page }: ClientData, nonce: string): string {
  const data = Object.entries({ plan, version, page }).flatMap(([name, value]) =>
    value === undefined ? [] : [` data-${name}=${attributeValue(value)}`],
  );
  return `<script nonce=${nonce}${data.join('')}>${clientText.replaceAll('</', '<\\/')}</script>`;
}

/** A policy (CSP3) that also lets pass what the dev client needs. */
function devPolicy(policy: string, nonce: string): string {
  const directives = new Map<string, string[]>();
  for (const part of policy.split(';')) {
    const [name = '', ...values] = part.trim().split(/\s+/);
    if (name) directives.set(name, values);
  }
  const add = (name: string, value: string) => {
    const values = directives.get(name) ?? directives.get('default-src') ?? [];
    if (!values.includes("'unsafe-inline'")) directives.set(name, [...values.filter((one) => one !== "'none'"), value]);
  };
  add('script-src', `'nonce-${nonce}'`);
  add('style-src', `'nonce-${nonce}'`);
  add('connect-src', "'self'");
  if (directives.has('trusted-types')) add('trusted-types', 'renderify-dev');
  return [...directives].map((directive) => directive.flat().join(' ')).join(';');
}
