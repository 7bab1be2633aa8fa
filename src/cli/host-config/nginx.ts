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
  const headers = bundleHeaders(bundle).map(([name, value]) => addHeader(name, value));
  const lines = (path: string) => [...headers, addHeader('Cache-Control', cacheControl(path)), 'charset utf-8;'];
  const hashed = bundle.files.map(({ path }) => path).filter(isHashed);
  return [
    location('^~', `/${pathIn(bundle, '')}`, ['index index.html;', ...lines(bundle.entry)]),
    ...hashed.map((path) => location('=', `/${pathIn(bundle, path)}`, lines(path))),
  ].join('');
}

function location(kind: '=' | '^~', path: string, lines: readonly string[]): string {
  return `location ${kind} ${quoted(path)} {\n${lines.map((line) => `    ${line}\n`).join('')}}\n`;
}

function addHeader(name: string, value: string): string {
  return `add_header ${name} ${quoted(value)} always;`;
}

/** Only quotes and backslashes can be escaped; a dollar sign always begins a variable. */
function quoted(text: string): string {
  if (!/[$\n\r\0]/.test(text)) return `"${text.replace(/[\\"]/g, '\\$&')}"`;
  throw new UsageError(`A configuration of nginx cannot say ${quote(text)}.`, 'Rename the plan, or take another host.');
}
