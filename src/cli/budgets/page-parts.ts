import { scanHtml } from '../../compiler/verify/scan-html.ts';

/** What a page is made of, in bytes. */
export interface PageParts {
  readonly script: number;
  readonly style: number;
  /** Everything else: elements, texts, and what the head says. */
  readonly markup: number;
}

/** Measures the parts of a page. */
export function pageParts(html: string): PageParts {
  const sums = { script: 0, style: 0 };
  for (const { name, text } of scanHtml(html))
    if (name === 'script' || name === 'style') sums[name] += Buffer.byteLength(text);
  return { ...sums, markup: Buffer.byteLength(html) - sums.script - sums.style };
}
