import { srcsetUrls } from './srcset.ts';
import { cleanUrl, judgeUrl, type UrlProblem, type UrlRow, type UrlRules } from './url.ts';

/** How an attribute's value is judged: a row of spec 5.4, a list of candidates, or not allowed at all. */
export type UrlKind = UrlRow | 'srcset' | 'legacy' | 'usemap';

/** Judges the whole value of a URL attribute; one bad candidate of a `srcset` fails it. */
export function judgeUrlAttribute(
  value: string,
  kind: UrlKind,
  rules: UrlRules,
  literalOrigin: boolean,
): UrlProblem | undefined {
  if (kind === 'legacy' || (kind === 'usemap' && !cleanUrl(value).startsWith('#'))) {
    return { name: 'no-legacy-url-attributes', what: value };
  }
  if (kind === 'usemap') return undefined;
  if (kind !== 'srcset') return judgeUrl(value, kind, rules, literalOrigin);
  for (const url of srcsetUrls(value)) {
    const problem = judgeUrl(url, 'image', rules, literalOrigin);
    if (problem) return problem;
  }
  return undefined;
}
