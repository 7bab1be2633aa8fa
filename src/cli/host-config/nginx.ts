import { quote } from '../../diagnostics/quote.ts';
import { UsageError } from '../failures.ts';
import { type HostedBundle, pathIn } from './hosted-bundle.ts';
import { bundleHeaders, cacheControl, isHashed } from './http-headers.ts';

const FILE = 'nginx.conf';

/**
 * `nginx.conf`, to be included in a `server` block whose `root` is the output folder. A location with headers of its own
 * inherits none, so each has all of them.
 */
export function nginx(bundles: readonly HostedBundle[]): ReadonlyMap<string, string> {
  const head = `# Made by renderify. Include it in a server block whose root is this folder.\n${location('=', `/${FILE}`, ['return 404;'])}`;
  return new Map([[FILE, [head, ...bundles.map(locationsOf)].join('\n')]]);
}

function locationsOf(bundle: HostedBundle): string {
  const headers = bundleHeaders(bundle).flatMap(([name, value]) => addHeader(name, value));
  const lines = (path: string) => [...headers, ...addHeader('Cache-Control', cacheControl(path)), 'charset utf-8;'];
  const hashed = bundle.files.map(({ path }) => path).filter(isHashed);
  return [
    // Regular expressions of the server would be asked first; at the top they are.
    location(bundle.folder === '' ? '' : '^~', `/${pathIn(bundle, '')}`, ['index index.html;', ...lines(bundle.entry)]),
    ...hashed.map((path) => location('=', `/${pathIn(bundle, path)}`, lines(path))),
  ].join('');
}

function location(kind: '=' | '^~' | '', path: string, lines: readonly string[]): string {
  return `location ${kind}${kind && ' '}${quoted(path)} {\n${lines.map((line) => `    ${line}\n`).join('')}}\n`;
}

/** No parameter may have more than 4096 bytes: longer ones are put together of variables. */
function addHeader(name: string, value: string): string[] {
  const parts = value.match(/.{1,1000}/gsu) ?? [];
  if (parts.length <= 1) return [`add_header ${name} ${quoted(value)} always;`];
  const names = parts.map((_, index) => `$renderify_part_${index}`);
  return [
    ...parts.map((part, index) => `set ${names[index]} ${quoted(part)};`),
    `add_header ${name} "${names.join('')}" always;`,
  ];
}

/** Only quotes and backslashes can be escaped; a dollar sign always begins a variable. */
function quoted(text: string): string {
  if (!/[$\n\r\0]/.test(text)) return `"${text.replace(/[\\"]/g, '\\$&')}"`;
  throw new UsageError(`A configuration of nginx cannot say ${quote(text)}.`, 'Rename the plan, or take another host.');
}
