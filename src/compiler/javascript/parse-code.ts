import { parseSync, type t } from './babel.ts';
import type { CodeLanguage, CodeProblem } from './facts.ts';
import { stripTypes } from './strip-types.ts';
import { syntaxProblem } from './syntax-words.ts';

/** A syntax tree, or why there is none. */
export type ParsedCode =
  | { readonly ok: true; readonly file: t.File }
  | { readonly ok: false; readonly problems: readonly CodeProblem[] };

/** What to do where code is nested so deeply that no recursive reader gets to its end. */
export const TOO_DEEP: CodeProblem = {
  message: 'The code is nested too deeply to be read.',
  span: { start: 0, end: 0 },
};

const PLUGINS: Readonly<Record<CodeLanguage, ('jsx' | 'typescript')[]>> = {
  js: [],
  jsx: ['jsx'],
  ts: ['typescript'],
  tsx: ['typescript', 'jsx'],
};

/** Parses an ES module; nothing of the machine (configuration, working directory) has a say in it. */
export function parseCode(code: string, language: CodeLanguage): ParsedCode {
  try {
    const file = parseSync(code, {
      configFile: false,
      babelrc: false,
      browserslistConfigFile: false,
      cwd: '/',
      root: '/',
      sourceType: 'module',
      parserOpts: { plugins: PLUGINS[language], errorRecovery: true },
    }) as t.File & { readonly errors?: readonly unknown[] };
    const problems = (file.errors ?? []).map((error) => syntaxProblem(error, code));
    return problems.length > 0 ? { ok: false, problems } : { ok: true, file };
  } catch (error) {
    return { ok: false, problems: [isTooDeep(error) ? TOO_DEEP : syntaxProblem(error, code)] };
  }
}

/** The same without anything that is only there for types. */
export function parseWithoutTypes(code: string, language: CodeLanguage): ParsedCode {
  const parsed = parseCode(code, language);
  if (parsed.ok && (language === 'ts' || language === 'tsx')) stripTypes(parsed.file);
  return parsed;
}

/** Whether a recursive reader came to the end of its stack. */
export function isTooDeep(error: unknown): boolean {
  return error instanceof RangeError && /call stack/i.test(error.message);
}
