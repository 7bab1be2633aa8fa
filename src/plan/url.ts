import { isHostListed } from './hosts.ts';

/** What the policy allows URLs to do; the same object judges at build and at run time. */
export interface UrlRules {
  /** `allowedNetworkHosts`. */
  readonly hosts: readonly string[];
  /** `allowedLinkHosts` without `*`. */
  readonly links: readonly string[];
  /** `*` is listed: links may lead to any https host whose origin is literal. */
  readonly anyLink: boolean;
  /** `allowArbitraryNetwork`. */
  readonly arbitrary: boolean;
  /** Longest data URL in characters; 0 where data images are not allowed. */
  readonly dataBytes: number;
  /** `allowFormAction`. */
  readonly forms: boolean;
}

/** Why a URL is refused: the rule's name, and the part of the value that it speaks of. */
export interface UrlProblem {
  readonly name: string;
  readonly what: string;
}

/** Rows of the table in spec 5.4. `resource` stands for `src` and `poster`, which must not be empty. */
export type UrlRow = 'link' | 'cite' | 'image' | 'svg-image' | 'media' | 'fragment' | 'action';

/**
 * Judges one URL as spec 5.4 says, after the clean-up that browsers do. `literalOrigin` says that the plan itself
 * writes the origin: a template never decides it unless the host is listed by name.
 */
export function judgeUrl(raw: string, row: UrlRow, rules: UrlRules, literalOrigin: boolean): UrlProblem | undefined {
  const link = row === 'link' || row === 'cite';
  const image = row === 'image' || row === 'svg-image';
  let value = cleanUrl(raw);
  if (row === 'action' && !rules.forms) return { name: 'no-form-action', what: value };
  if (value.startsWith('#')) return undefined;
  if (row === 'fragment' || value.includes('\\') || (!value && !link)) return scheme(value);
  if (value.startsWith('//')) value = `https:${value}`;
  const protocol = /^[a-z][a-z0-9+.-]*:/i.exec(value)?.[0].toLowerCase();
  // A colon before the first slash that starts no scheme still ends up in a path: browsers agree on that.
  if (!protocol) return undefined;
  if (row === 'link' && (protocol === 'mailto:' || protocol === 'tel:')) return undefined;
  if (protocol === 'data:' && image) return judgeData(value, rules);
  if (protocol === 'https:' || (protocol === 'http:' && link && rules.arbitrary)) {
    return judgeHost(value, protocol, link, rules, literalOrigin);
  }
  return scheme(protocol);
}

/** The clean-up of the URL standard: no tab, LF, CR anywhere; no C0 control or space at the ends. */
export function cleanUrl(raw: string): string {
  let start = 0;
  const value = raw.replace(/[\t\n\r]/g, '');
  let end = value.length;
  while (start < end && value.charCodeAt(start) <= 32) start++;
  while (end > start && value.charCodeAt(end - 1) <= 32) end--;
  return value.slice(start, end);
}

function scheme(what: string): UrlProblem {
  return { name: 'allowed-url-schemes', what };
}

function judgeHost(
  value: string,
  protocol: string,
  link: boolean,
  rules: UrlRules,
  literal: boolean,
): UrlProblem | undefined {
  const url = URL.canParse(value) && value.startsWith('//', protocol.length) ? new URL(value) : undefined;
  if (!url || url.username || url.password || /^[^/?#]*\/\/[^/?#]*@/.test(value)) return scheme(value);
  const any = literal && (rules.arbitrary || (link && rules.anyLink));
  if (any || (protocol === 'https:' && isHostListed(url.host, link ? [...rules.links, ...rules.hosts] : rules.hosts)))
    return undefined;
  return { name: link ? 'allowed-link-hosts' : 'allowed-url-hosts', what: url.host };
}

function judgeData(value: string, rules: UrlRules): UrlProblem | undefined {
  const type = /^data:image\/[^;,]*/i.exec(value)?.[0];
  if (!type) return scheme(value.slice(0, 40));
  if (!/^data:image\/(png|jpeg|gif|webp|avif);base64,[a-z0-9+/]*={0,2}$/i.test(value))
    return { name: 'no-data-images', what: type };
  if (!rules.dataBytes) return { name: 'no-data-images', what: 'data:' };
  return value.length > rules.dataBytes ? { name: 'max-data-url-bytes', what: `${value.length}` } : undefined;
}
