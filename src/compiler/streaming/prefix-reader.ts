import type { Json, JsonObject } from '../../plan/types.ts';

type Container = Json[] | JsonObject;

/** An open container: how many items it has, or the key whose value comes next. */
interface Level {
  readonly container: Container;
  count: number;
  key: string;
}

/** What may come next outside of strings, numbers and literals. */
type Expected = 'value' | 'first' | 'key' | 'colon' | 'next' | 'end';

const LITERALS: ReadonlyMap<string, Json> = new Map<string, Json>([
  ['true', true],
  ['false', false],
  ['null', null],
]);
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
/** No number of a plan is written longer. */
const MAX_WORD = 400;

/**
 * Reads a JSON text (RFC 8259) that grows. A prefix stands for the document that is left when an unfinished number, literal
 * or key is dropped, a key without a value is dropped, an unfinished string ends where it is, and all that is open is closed.
 */
export class PrefixReader {
  /** Whether the text is no beginning of any JSON text. */
  broken = false;
  private readonly levels: Level[] = [];
  private readonly open = new Set<object>();
  private root: Json | undefined;
  private expected: Expected = 'value';
  /** The characters of a string, number or literal so far, as written. */
  private raw: string | undefined;
  private inString = false;
  private escaped = false;

  /** Takes the next characters; the work is proportional to them. */
  push(text: string): void {
    for (let at = 0; at < text.length && !this.broken; ) {
      if (this.inString) at = this.readString(text, at);
      else if (this.raw !== undefined) at = this.readWord(text, at);
      else if (/[ \t\n\r]/.test(text[at] as string)) at++;
      else this.broken = !this.readMark(text[at++] as string);
    }
  }

  /** The document of all that came so far. It is one value that goes on growing: it must not be kept or changed. */
  document(): Json | undefined {
    if (!this.inString || this.atKey()) return this.root;
    const text = decode(withoutOpenEscape(this.raw ?? '')) ?? '';
    this.put(text.replace(/[\ud800-\udbff]$/, ''));
    return this.root;
  }

  /** Whether more of a container can come. */
  isOpen(container: object): boolean {
    return this.open.has(container);
  }

  /** Whether the string at a key of a container is not finished. */
  isPartial(container: object, key: string | number): boolean {
    const level = this.levels.at(-1);
    if (!this.inString || this.atKey() || level?.container !== container) return false;
    return key === (Array.isArray(container) ? level.count : level.key);
  }

  private readString(text: string, from: number): number {
    let at = from;
    for (; at < text.length; at++)
      if (this.escaped) this.escaped = false;
      else if (text[at] === '\\') this.escaped = true;
      else if (text[at] === '"') break;
    this.raw += text.slice(from, at);
    if (at < text.length) this.broken = !this.endString();
    return at + 1;
  }

  private endString(): boolean {
    const text = decode(this.raw ?? '');
    const isKey = this.atKey();
    this.raw = undefined;
    this.inString = false;
    if (text === undefined) return false;
    if (!isKey) return this.place(text);
    (this.levels.at(-1) as Level).key = text;
    this.expected = 'colon';
    return true;
  }

  private readWord(text: string, from: number): number {
    let at = from;
    while (at < text.length && /[\w.+-]/.test(text[at] as string)) at++;
    this.raw += text.slice(from, at);
    if ((this.raw ?? '').length > MAX_WORD) this.broken = true;
    else if (at < text.length) this.broken = !this.endWord();
    return at;
  }

  private endWord(): boolean {
    const word = this.raw ?? '';
    this.raw = undefined;
    if (NUMBER.test(word)) return this.place(Number(word));
    const literal = LITERALS.get(word);
    return literal !== undefined && this.place(literal);
  }

  /** One character that is no part of a string or word; gives whether it may stand here. */
  private readMark(char: string): boolean {
    const inArray = Array.isArray(this.levels.at(-1)?.container);
    const wantsValue = this.expected === 'value' || (this.expected === 'first' && inArray);
    if (char === '}' || char === ']') return /^(first|next)$/.test(this.expected) && this.leave(char === ']');
    if (char === ':') return this.expected === 'colon' && this.expect('value');
    if (char === ',') return this.expected === 'next' && this.expect(inArray ? 'value' : 'key');
    if (char === '"' && (wantsValue || this.atKey())) {
      this.inString = true;
      this.raw = '';
      return true;
    }
    if (!wantsValue) return false;
    if (char === '{' || char === '[') return this.enter(char === '{' ? {} : []);
    this.raw = char;
    return /[-\dtfn]/.test(char);
  }

  private atKey(): boolean {
    const first = this.expected === 'first' && !Array.isArray(this.levels.at(-1)?.container);
    return first || this.expected === 'key';
  }

  private expect(expected: Expected): true {
    this.expected = expected;
    return true;
  }

  private enter(container: Container): true {
    this.place(container);
    this.levels.push({ container, count: 0, key: '' });
    this.open.add(container);
    return this.expect('first');
  }

  private leave(isArray: boolean): boolean {
    const level = this.levels.pop();
    if (!level || Array.isArray(level.container) !== isArray) return false;
    this.open.delete(level.container);
    return this.expect(this.levels.length > 0 ? 'next' : 'end');
  }

  private place(value: Json): true {
    this.put(value);
    const level = this.levels.at(-1);
    if (level) level.count++;
    return this.expect(level ? 'next' : 'end');
  }

  /** Writes where the next value belongs; that of an unfinished string is written again until it is finished. */
  private put(value: Json): void {
    const level = this.levels.at(-1);
    if (!level) this.root = value;
    else if (Array.isArray(level.container)) level.container[level.count] = value;
    else if (level.key !== '__proto__') level.container[level.key] = value;
    // An own member of that name; no plan may have one, and the compiler has to see that this one has.
    else Object.defineProperty(level.container, level.key, { value, ...PLAIN });
  }
}

const PLAIN = { enumerable: true, configurable: true, writable: true };

function decode(raw: string): string | undefined {
  try {
    return JSON.parse(`"${raw}"`) as string;
  } catch {
    return undefined;
  }
}

/** Without an escape at the end that is not finished. */
function withoutOpenEscape(raw: string): string {
  const [end = '', slashes = ''] = /(\\+)(?:u[\da-f]{0,3})?$/i.exec(raw) ?? [];
  return slashes.length % 2 === 0 ? raw : raw.slice(0, raw.length - end.length + slashes.length - 1);
}
