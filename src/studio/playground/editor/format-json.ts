const TOKEN = /"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s[\]{},:"]+/g;

/** The longest value that stays on one line. */
const WIDTH = 80;

/**
 * A JSON text laid out anew, two columns for each level, short values on one line. Every token stays as it was written, so
 * that numbers, escapes and also doubled keys are kept; a text that is no JSON comes back as it is.
 */
export function formatJson(text: string): string {
  try {
    JSON.parse(text);
  } catch {
    return text;
  }
  const tokens = text.match(TOKEN) ?? [];
  const ends = endsOf(tokens);
  const flat = flatLengths(tokens);
  let out = '';
  let depth = 0;
  let line = 0;
  const put = (piece: string) => {
    out += piece;
    line += piece.length;
  };
  const breakLine = () => {
    out += `\n${'  '.repeat(depth)}`;
    line = depth * 2;
  };
  /** Where the value on one line ends that the walk is in. */
  let flatUntil = -1;
  for (const [i, token] of tokens.entries()) {
    const isFlat = i <= flatUntil;
    if (token === '{' || token === '[') {
      const end = ends[i] as number;
      const length = (flat[end + 1] as number) - (flat[i] as number);
      if (!isFlat && (end === i + 1 || line + length <= WIDTH)) flatUntil = end;
      put(token);
      if (i > flatUntil) depth++;
      if (i > flatUntil) breakLine();
      else if (token === '{' && end > i + 1) put(' ');
    } else if (token === '}' || token === ']') {
      if (!isFlat) depth--;
      if (!isFlat) breakLine();
      else if (token === '}' && tokens[i - 1] !== '{') put(' ');
      put(token);
    } else if (token === ',') {
      put(',');
      if (isFlat) put(' ');
      else breakLine();
    } else put(token === ':' ? ': ' : token);
  }
  return `${out}\n`;
}

/** For each opening bracket the index of its end. */
function endsOf(tokens: readonly string[]): number[] {
  const ends: number[] = [];
  const open: number[] = [];
  for (const [i, token] of tokens.entries()) {
    if (token === '{' || token === '[') open.push(i);
    else if (token === '}' || token === ']') ends[open.pop() as number] = i;
  }
  return ends;
}

/** How long everything before each token is on one line. */
function flatLengths(tokens: readonly string[]): number[] {
  const lengths = [0];
  for (const token of tokens) {
    const spaces = token === ',' || token === ':' || token === '{' || token === '}' ? 1 : 0;
    lengths.push((lengths.at(-1) as number) + token.length + spaces);
  }
  return lengths;
}
