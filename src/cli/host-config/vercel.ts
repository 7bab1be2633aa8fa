import { type HostedBundle, pathIn } from './hosted-bundle.ts';
import { bundleHeaders, cacheControl, type HttpHeader, isHashed } from './http-headers.ts';

/**
 * `vercel.json` for an output folder that is deployed as it stands. Pages are at `/folder/`, so that what they name
 * relatively is found.
 */
export function vercel(bundles: readonly HostedBundle[]): ReadonlyMap<string, string> {
  const config = {
    $schema: 'https://openapi.vercel.sh/vercel.json',
    framework: null,
    buildCommand: null,
    outputDirectory: '.',
    cleanUrls: true,
    trailingSlash: true,
    headers: bundles.flatMap(rulesOf),
  };
  return new Map([['vercel.json', `${JSON.stringify(config, null, 2)}\n`]]);
}

function rulesOf(bundle: HostedBundle): object[] {
  const hashed = bundle.files.map(({ path }) => path).filter(isHashed);
  return [
    rule(`${source(pathIn(bundle, ''))}(.*)`, bundleHeaders(bundle)),
    rule(source(pathIn(bundle, '')), [['Cache-Control', cacheControl(bundle.entry)]]),
    ...hashed.map((path) => rule(source(pathIn(bundle, path)), [['Cache-Control', cacheControl(path)]])),
  ];
}

/** A path as a pattern that matches nothing else. */
function source(path: string): string {
  return `/${encodeURI(path).replace(/[\\*+?{}():!|]/g, '\\$&')}`;
}

function rule(path: string, headers: readonly HttpHeader[]): object {
  return { source: path, headers: headers.map(([key, value]) => ({ key, value })) };
}
