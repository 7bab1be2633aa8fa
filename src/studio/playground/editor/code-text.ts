import { locateAll } from '../../../diagnostics/locate.ts';

/** The code that a plan's text holds in `source`. */
export interface CodeText {
  readonly code: string;
  readonly language: string;
}

/** Reads `source.code` out of the text of a plan, also while other parts of it are broken. */
export function codeOf(text: string): CodeText | undefined {
  if (!text.includes('"source"')) return undefined;
  const [code, language] = locateAll(text, [{ pointer: '/source/code' }, { pointer: '/source/language' }]).map(
    (span) => span && readString(text.slice(span.start, span.end)),
  );
  return code === undefined ? undefined : { code, language: language ?? 'js' };
}

/** The text of the plan with other code; only the string of `source.code` is written anew. */
export function withCode(text: string, code: string): string {
  const [span] = locateAll(text, [{ pointer: '/source/code' }]);
  return span ? text.slice(0, span.start) + JSON.stringify(code) + text.slice(span.end) : text;
}

function readString(literal: string): string | undefined {
  try {
    const value = JSON.parse(literal);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
