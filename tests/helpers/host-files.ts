/** The rules of a `_headers` file: headers by path. Throws for a line that is neither, and for a header that comes twice. */
export function readHeaders(text: string): Record<string, Record<string, string>> {
  const rules: Record<string, Record<string, string>> = {};
  let open: Record<string, string> | undefined;
  for (const line of text.split('\n').filter(Boolean)) {
    const [, name = '', value = ''] = /^ {2}([\w-]+): (.+)$/.exec(line) ?? [];
    if (line.startsWith('/')) {
      open = rules[line] ?? {};
      rules[line] = open;
    } else if (!open || name === '' || Object.hasOwn(open, name)) throw new Error(`no rule: ${line}`);
    else open[name] = value;
  }
  return rules;
}

/** A location of nginx with its headers, and its other lines as words. */
export interface NginxLocation {
  readonly kind: string;
  readonly headers: Record<string, string>;
  readonly lines: string[];
}

const TOKEN = /\s+|#[^\n]*|"((?:[^"\\]|\\.)*)"|([;{}])|([^\s"';{}]+)/gy;

/** Reads a configuration as nginx does, as far as builds write one: locations by path. Throws for anything else. */
export function readNginx(text: string): Record<string, NginxLocation> {
  const locations: Record<string, NginxLocation> = {};
  const variables = new Map<string, string>();
  let words: string[] = [];
  let open: NginxLocation | undefined;
  for (const { text: word, isMark } of tokensOf(text)) {
    if (!isMark) words.push(word);
    else if (word === '{') {
      const [name, kind = '', path] = words.length === 2 ? [words[0], '', words[1]] : words;
      if (open || name !== 'location' || path === undefined || locations[path]) throw new Error(words.join(' '));
      open = { kind, headers: {}, lines: [] };
      locations[path] = open;
      words = [];
    } else if (word === '}') {
      if (!open || words.length > 0) throw new Error('a brace');
      open = undefined;
    } else {
      readLine(open, words, variables);
      words = [];
    }
  }
  if (open || words.length > 0) throw new Error('the end');
  return locations;
}

function readLine(open: NginxLocation | undefined, words: readonly string[], variables: Map<string, string>): void {
  const [name, key = '', value = '', last] = words.map((word) =>
    word.startsWith('$') && words[0] === 'set' ? word : word.replace(/\$\w+/g, (one) => variables.get(one) ?? one),
  );
  if (!open || words.some((word) => Buffer.byteLength(word) > 4000)) throw new Error(words.join(' '));
  if (name === 'set') variables.set(key, value);
  else if (name === 'add_header' && last === 'always') open.headers[key] = value;
  else if (name !== 'index' && name !== 'charset') open.lines.push(words.join(' '));
}

function tokensOf(text: string): { readonly text: string; readonly isMark: boolean }[] {
  const tokens: { text: string; isMark: boolean }[] = [];
  let at = 0;
  for (const [whole, quoted, mark, word] of text.matchAll(TOKEN)) {
    at += whole.length;
    if (mark !== undefined) tokens.push({ text: mark, isMark: true });
    else if (quoted !== undefined) tokens.push({ text: quoted.replace(/\\(.)/g, '$1'), isMark: false });
    else if (word !== undefined) tokens.push({ text: word, isMark: false });
  }
  if (at !== text.length) throw new Error(`what is this: ${text.slice(at, at + 20)}`);
  return tokens;
}
