import { attributeValue, escapeText } from '../escape.ts';
import type { Emitted } from '../stages.ts';
import type { PageParts } from '../targets/target.ts';

/** The document of a page: policy first, so that nothing comes before it, then style, content and script. */
export function assemblePage({ html, css, script, program }: Emitted, { csp }: PageParts): string {
  const lang = program.lang === undefined ? '' : ` lang=${attributeValue(program.lang)}`;
  return [
    `<!doctype html><html${lang}><meta charset=utf-8>`,
    `<meta http-equiv=content-security-policy content="${csp}">`,
    '<meta name=viewport content="width=device-width"><meta name=color-scheme content="light dark">',
    `<title>${escapeText(program.title)}</title>`,
    css && `<style>${css}</style>`,
    `<body>${html}`,
    script && `<script>${script}</script>`,
  ].join('');
}
