import { quote } from '../../diagnostics/quote.ts';
import type { CodeProblem } from './facts.ts';

/** What the parser says: a kind, a place and details by kind. */
interface ParserError {
  readonly reasonCode?: string;
  readonly pos?: number;
  readonly details?: Readonly<Record<string, unknown>>;
}

const TOKEN = /\s*([\p{ID_Start}$_][\p{ID_Continue}$]*|\d[\w.]*|"[^"\n]*"?|'[^'\n]*'?|[^\s])/uy;

/** Sentences for what goes wrong most often; anything else is told by the token at which it goes wrong. */
const WORDS: Readonly<Record<string, (name: string) => string>> = {
  VarRedeclaration: (name) => `${quote(name)} is declared twice.`,
  DuplicateExport: (name) => `${quote(name)} is exported twice.`,
  DuplicateDefaultExport: () => 'The module has two default exports.',
  ModuleExportUndefined: (name) => `${quote(name)} is exported but not declared.`,
  UnterminatedString: () => 'A string has no end on its line.',
  UnterminatedTemplate: () => 'A template literal has no end.',
  UnterminatedComment: () => 'A comment has no end.',
  UnterminatedRegExp: () => 'A regular expression has no end.',
  MissingClosingTagElement: (name) => `The element ${quote(name)} has no closing tag.`,
  MissingClosingTagFragment: () => 'A fragment has no closing tag.',
  UnwrappedAdjacentJSXElements: () => 'Two elements stand side by side without one around them.',
  IllegalReturn: () => 'A `return` stands outside of functions.',
  IllegalBreakContinue: () => 'A `break` or `continue` stands outside of loops.',
  AwaitNotInAsyncContext: () => 'An `await` stands in a function that is not `async`.',
  StrictWith: () => 'A module has no `with` statement.',
  StrictDelete: () => 'A module cannot delete a variable.',
  StrictEvalArguments: (name) => `A module cannot use ${quote(name)} as a name.`,
  StrictEvalArgumentsBinding: (name) => `A module cannot declare ${quote(name)}.`,
  DeclarationMissingInitializer: () => 'A `const` has no value.',
  ImportOutsideModule: () => 'An `import` stands inside a block.',
  UnexpectedReservedWord: (name) => `${quote(name)} is a reserved word.`,
  UnexpectedKeyword: (name) => `${quote(name)} is a keyword.`,
  InvalidLhs: () => 'Something is assigned to that cannot be assigned to.',
  MissingPlugin: () => 'The code uses syntax that its language does not have.',
  MissingOneOfPlugins: () => 'The code uses syntax that its language does not have.',
};

/** One error of the parser in words of ours. */
export function syntaxProblem(error: unknown, code: string): CodeProblem {
  const { reasonCode = '', pos = 0, details = {} } = (error ?? {}) as ParserError;
  const start = Math.max(0, Math.min(pos, code.length));
  TOKEN.lastIndex = start;
  const token = TOKEN.exec(code)?.[1];
  const from = token === undefined ? start : TOKEN.lastIndex - token.length;
  const span = { start: from, end: from + (token?.length ?? 0) };
  return { message: messageOf(reasonCode, details, token), span };
}

function messageOf(reason: string, details: Readonly<Record<string, unknown>>, token: string | undefined): string {
  const name = Object.values(details).find((value) => typeof value === 'string') as string | undefined;
  const words = Object.hasOwn(WORDS, reason) ? WORDS[reason] : undefined;
  if (words) return words(name ?? token ?? '');
  return token === undefined ? 'The code ends too early.' : `The code cannot be read from ${quote(token)} on.`;
}
