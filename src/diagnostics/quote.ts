const LONGEST = 60;

/**
 * A name or value from a plan as messages show it: between backticks, cut after 60 UTF-16 units. Invisible characters
 * are left to the formats, which escape them for where they print.
 */
export function quote(text: string): string {
  const shown = text.length > LONGEST ? `${text.slice(0, LONGEST).replace(/[\ud800-\udbff]$/, '')}…` : text;
  return `\`${shown}\``;
}

/** Quoted names in a sentence: `a`, `b` and `c`; of more than four only three are written out. */
export function quoteList(names: readonly string[], joint = 'and'): string {
  const shown = names.slice(0, names.length > 4 ? 3 : 4).map(quote);
  if (names.length > 4) return `${shown.join(', ')} ${joint} ${names.length - 3} more`;
  const last = shown.pop() ?? '';
  return shown.length > 0 ? `${shown.join(', ')} ${joint} ${last}` : last;
}
