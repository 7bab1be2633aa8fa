import { quote } from '../../diagnostics/quote.ts';
import { openHealth, TROUBLES } from './health.ts';
import type { RemoteChoice } from './settings.ts';

/** The one line that a build says about its remote cache in the end; empty when there is nothing to say. */
export function closingNote(choice: RemoteChoice): string {
  if ('unused' in choice)
    return note(
      `The remote cache ${quote(choice.unused)} was not used, since there is no key to tell its entries by.`,
      'Set RENDERIFY_CACHE_KEY, or trust server and network with `--remote-cache-unsigned`.',
    );
  const { url, secret, memory } = choice.remote;
  const health = openHealth(memory);
  const met = health.counts().flatMap((times, i) => (times > 0 ? [`${TROUBLES[i]} (${count(times)})`] : []));
  const open = secret === undefined && url.startsWith('http:') ? ['is read without a key and over plain http'] : [];
  const said = [...open, ...met];
  if (said.length === 0) return '';
  const off = health.isOn() ? '' : ', and was not asked any more';
  const harm = met.length > 0 ? '; the build went on without what it did not give' : '';
  const help = open.length > 0 ? 'Whoever is on the way can decide what is built; set RENDERIFY_CACHE_KEY.' : undefined;
  return note(`The remote cache ${quote(url)} ${said.join(', ')}${off}${harm}.`, help);
}

function count(times: number): string {
  return times === 1 ? 'once' : `${times} times`;
}

function note(message: string, help: string | undefined): string {
  return `renderify: ${message}\n${help === undefined ? '' : `  help: ${help}\n`}`;
}
