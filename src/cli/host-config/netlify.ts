import { type HostedBundle, pathIn } from './hosted-bundle.ts';
import { bundleHeaders, cacheControl, type HttpHeader, isHashed } from './http-headers.ts';

const HEADERS = '_headers';

/**
 * `_headers` for Netlify and Cloudflare, which read it at the top of the output only. Where that is a bundle that has one,
 * there is nothing to add. Hosts join the values of all rules that match, so no header stands in two of them.
 */
export function netlify(bundles: readonly HostedBundle[]): ReadonlyMap<string, string> {
  if (bundles.some(({ folder, files }) => folder === '' && files.some(({ path }) => path === HEADERS)))
    return new Map();
  return new Map([[HEADERS, bundles.map(rulesOf).join('\n')]]);
}

function rulesOf(bundle: HostedBundle): string {
  const home = pathIn(bundle, '');
  const cached = bundle.files.filter(({ path }) => isHashed(path) || path === bundle.entry).map(({ path }) => path);
  const paths = [...(cached.includes('index.html') ? [''] : []), ...cached];
  return [
    rule(`${home}*`, bundleHeaders(bundle)),
    ...paths.map((path) => rule(`${home}${path}`, [['Cache-Control', cacheControl(path)]])),
  ].join('');
}

function rule(path: string, headers: readonly HttpHeader[]): string {
  return `/${encodeURI(path)}\n${headers.map(([name, value]) => `  ${name}: ${value}\n`).join('')}`;
}
