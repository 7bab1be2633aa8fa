import { type CssFault, cssFault, fetchFault } from './css.ts';

/** Why a text cannot stand as the value of one declaration, as the end of a sentence; undefined when it can. */
export function cssProblem(value: string): string | undefined {
  const fault = cssFault(value);
  return fault && say(fault);
}

/** Why a text could fetch or run something when it is read as CSS, as the end of a sentence. */
export function fetchProblem(value: string): string | undefined {
  const fault = fetchFault(value);
  return fault && say(fault);
}

const WORDS: Readonly<Record<CssFault[0], (at: string) => string>> = {
  escape: () => 'a backslash escapes nothing',
  comment: () => 'a comment is not closed',
  string: () => 'a string is not closed',
  open: (at) => `\`${at}\` is missing`,
  close: (at) => `\`${at}\` closes nothing`,
  end: (at) => `\`${at}\` would end the declaration`,
  fetch: (at) => `\`${at}\` could fetch or run something`,
};

function say([fault, at]: CssFault): string {
  return WORDS[fault](at);
}
