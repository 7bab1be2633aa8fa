import type { PolicyFields } from '../../../src/compiler/stages.ts';
import { parseTemplate } from './template.ts';

/** How an attribute's address is judged (spec 5.4). */
export type UrlRule = 'link' | 'image' | 'srcset' | 'media' | 'fragment' | 'functional' | 'cite' | 'action';

const MEDIA = new Set(['audio', 'video', 'source', 'track']);
const FRAGMENT = new Set(['use', 'textPath', 'linearGradient', 'radialGradient', 'pattern', 'filter', 'mpath']);
const FUNCTIONAL = /^(clip-path|cursor|fill|filter|marker|marker-(start|mid|end)|mask|stroke)$/;
const RASTER = /^data:image\/(png|jpeg|gif|webp|avif);base64,/i;

/** The rule for an attribute of an element, or undefined when its value is no address. */
export function urlRule(tag: string, attribute: string, svg: boolean): UrlRule | undefined {
  if (attribute === 'href') {
    if (tag === 'a' || tag === 'area') return 'link';
    if (svg && tag === 'image') return 'image';
    return svg && FRAGMENT.has(tag) ? 'fragment' : undefined;
  }
  if (attribute === 'src') return MEDIA.has(tag) ? 'media' : 'image';
  if (attribute === 'srcset' || attribute === 'imagesrcset') return 'srcset';
  if (attribute === 'poster') return 'media';
  if (attribute === 'cite' || attribute === 'longdesc') return 'cite';
  if (attribute === 'action' || attribute === 'formaction') return 'action';
  return svg && FUNCTIONAL.test(attribute) ? 'functional' : undefined;
}

/** Whether a value passes at run time; `source` is the prop as written, which decides whether its origin is literal. */
export function urlPasses(rule: UrlRule, value: string, source: string, policy: PolicyFields): boolean {
  if (rule === 'srcset') return srcsetPasses(value, source, policy);
  if (rule === 'functional') return functionalPasses(value);
  const url = normalise(value);
  if (url.includes('\\') || /^([a-z][a-z0-9+.-]*:)?\/\/[^/?#]*@/i.test(url)) return false;
  if (rule === 'action') return false;
  if (rule === 'fragment') return url.startsWith('#');
  if (url === '' && (rule === 'image' || rule === 'media')) return false;
  const scheme = url.startsWith('//') ? 'https' : /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase();
  if (scheme === undefined) return true;
  if (rule === 'image' && scheme === 'data') return dataPasses(url, policy);
  if ((scheme === 'mailto' || scheme === 'tel') && rule === 'link') return true;
  const arbitrary = policy.allowArbitraryNetwork === true;
  if (scheme === 'http') return rule === 'link' && arbitrary;
  return scheme === 'https' && hostPasses(rule, url, source, policy);
}

function normalise(value: string): string {
  return value.replace(/[\t\n\r]/g, '').replace(/^[\0-\x20]+|[\0-\x20]+$/g, '');
}

function hostPasses(rule: UrlRule, url: string, source: string, policy: PolicyFields): boolean {
  const host = /^(?:https:)?\/\/([^/?#]*)/i.exec(url)?.[1]?.toLowerCase();
  if (!host) return false;
  if (listed(host, policy.allowedNetworkHosts)) return true;
  const link = rule === 'link' || rule === 'cite';
  if (!link) return policy.allowArbitraryNetwork === true;
  if (listed(host, policy.allowedLinkHosts)) return true;
  return (policy.allowedLinkHosts as string[]).includes('*') && originIsLiteral(source);
}

function originIsLiteral(source: string): boolean {
  const first = parseTemplate(source)[0]!;
  const whole = parseTemplate(source).length === 1;
  if (!('text' in first)) return false;
  const text = first.text.replace(/[\t\n\r]/g, '').replace(/^[\0-\x20]+/, '');
  return (whole ? /^(https:)?\/\/[^/?#]+/i : /^(https:)?\/\/[^/?#]+[/?#]/i).test(text);
}

function listed(host: string, list: PolicyFields[string] | undefined): boolean {
  return (list as string[]).some((entry) => (entry.startsWith('*.') ? host.endsWith(entry.slice(1)) : entry === host));
}

function dataPasses(url: string, policy: PolicyFields): boolean {
  return policy.allowDataImages === true && RASTER.test(url) && url.length <= (policy.maxDataUrlBytes as number);
}

function srcsetPasses(value: string, source: string, policy: PolicyFields): boolean {
  const candidates = value.split(',').map((item) => item.trim().split(/\s+/)[0] ?? '');
  return candidates.every((url) => url !== '' && urlPasses('image', url, source, policy));
}

function functionalPasses(value: string): boolean {
  const bare = value.replace(/\/\*[\s\S]*?\*\//g, '').toLowerCase();
  return !/url\(/.test(bare.replace(/url\(\s*(["']?)#[^"'()\\\s]*\1\s*\)/g, ''));
}
