import { attributeValue } from '../escape.ts';

/** What a sandboxed document holds. */
export interface SandboxParts {
  readonly script: string;
  readonly css: string;
  /** Its Content Security Policy. */
  readonly csp: string;
}

/** The document of the frame that starts a worker; nothing is seen of it. */
export function workerDocument({ script, csp }: SandboxParts): string {
  return `${HEAD}${policy(csp)}<script>${script}</script>`;
}

/**
 * The document of an island's frame. The island runs in a second frame inside it, so that its own navigation is governed by
 * the policy of the document around it, whatever page that stands in.
 */
export function frameDocument(parts: SandboxParts): string {
  const { script, css, csp } = parts;
  const inner = `${HEAD}${policy(csp)}${SCHEME}${style(css)}<body><script>${script}</script>`;
  return `${HEAD}${policy(csp)}${SCHEME}${style(OUTER_STYLE)}<iframe sandbox=allow-scripts srcdoc=${attributeValue(inner)}></iframe>`;
}

/** The style of the document around an island. */
export const OUTER_STYLE = 'body{margin:0}iframe{display:block;width:100%;height:100vh;border:0}';

const HEAD = '<!doctype html><meta charset=utf-8>';
/** Like the page, so that the frame has no ground of its own. */
const SCHEME = '<meta name=color-scheme content="light dark">';

function policy(csp: string): string {
  return `<meta http-equiv=content-security-policy content="${csp}">`;
}

function style(css: string): string {
  return `<style>${css}</style>`;
}
