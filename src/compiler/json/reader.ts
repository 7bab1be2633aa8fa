import type { FindingDefinition, Occurrence, Report } from '../../diagnostics/define.ts';
import { quote } from '../../diagnostics/quote.ts';
import { token } from '../../plan/pointer.ts';
import type { Json, JsonObject } from '../../plan/types.ts';
import { jsonFindings } from './findings.ts';
import { isWellFormed } from './is-well-formed.ts';
import { MAX_JSON_DEPTH } from './limits.ts';
import { readEscapes } from './string-escapes.ts';
import { explainEscape, explainGap, explainKey, explainRest, explainValue, type Problem } from './syntax-problem.ts';

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

// Both search forwards for one character, so they neither backtrack nor grow a stack on megabytes.
const STRING_END = /["\\\x00-\x1f]/g;
const NOT_SPACE = /[^ \n\r\t]/g;

/** Ends the reading after a syntax error; never leaves this file. */
const STOP = Symbol('stop');

/**
 * Reads one JSON text without recursion. The open containers are a stack of their own; the place of a finding is
 * computed from it only when there is one.
 */
export class JsonReader {
  private readonly text: string;
  private readonly report: Report;
  /** Text that came as a string may hold lone surrogates as they are; decoded UTF-8 never does. */
  private readonly wellFormed: boolean;
  private at = 0;
  private failed = false;
  private readonly open: Json[] = [];
  /** The key or index that is being read in each open container, and the pointers of those containers once asked for. */
  private readonly keys: (string | number)[] = [];
  private readonly pointers: string[] = [];

  constructor(text: string, report: Report) {
    this.text = text;
    this.report = report;
    this.wellFormed = isWellFormed(text);
  }

  read(): Json | undefined {
    try {
      const value = this.readValue();
      this.skipSpace();
      if (this.at < this.text.length) this.stop(explainRest(this.text, this.at));
      return this.failed ? undefined : value;
    } catch (signal) {
      if (signal === STOP) return undefined;
      throw signal;
    }
  }

  /** One value with everything in it: opens containers on the way down and closes them on the way up. */
  private readValue(): Json {
    for (;;) {
      this.skipSpace();
      const value = this.readScalarOrOpen();
      if (value === undefined) continue;
      const done = this.close(value);
      if (done !== undefined) return done;
    }
  }

  /** A scalar or an empty container; `undefined` when a container was opened and its first member comes next. */
  private readScalarOrOpen(): Json | undefined {
    switch (this.text.charCodeAt(this.at)) {
      case QUOTE:
        return this.readString(false);
      case OPEN_OBJECT:
        return this.openObject();
      case OPEN_ARRAY:
        return this.openArray();
      default:
        return this.readWord();
    }
  }

  private openObject(): Json | undefined {
    const object = Object.create(null) as JsonObject;
    this.goDown();
    if (this.skipSpace() === CLOSE_OBJECT) {
      this.at++;
      return object;
    }
    this.push(object, '');
    this.readKey(object);
    return undefined;
  }

  private openArray(): Json | undefined {
    const array: Json[] = [];
    this.goDown();
    if (this.skipSpace() === CLOSE_ARRAY) {
      this.at++;
      return array;
    }
    this.push(array, 0);
    return undefined;
  }

  private goDown(): void {
    if (this.open.length === MAX_JSON_DEPTH) this.tooDeep();
    this.at++;
  }

  private push(container: Json, key: string | number): void {
    this.open.push(container);
    this.keys.push(key);
  }

  /** Puts a finished value into its container and goes on; gives the outermost value when that is what was finished. */
  private close(finished: Json): Json | undefined {
    let value = finished;
    for (;;) {
      const depth = this.open.length - 1;
      if (depth < 0) return value;
      const container = this.open[depth] as Json[] | JsonObject;
      const isArray = Array.isArray(container);
      if (isArray) container.push(value);
      else container[this.keys[depth] as string] = value;
      const code = this.skipSpace();
      if (code === COMMA) {
        this.at++;
        if (isArray) this.nextItem(depth, container.length);
        else this.readKey(container);
        return undefined;
      }
      if (code !== (isArray ? CLOSE_ARRAY : CLOSE_OBJECT)) this.stop(explainGap(this.text, this.at, isArray));
      this.at++;
      value = container;
      this.open.pop();
      this.keys.pop();
      if (this.pointers.length > depth) this.pointers.length = depth;
    }
  }

  private nextItem(depth: number, index: number): void {
    this.keys[depth] = index;
    if (this.skipSpace() === CLOSE_ARRAY) this.stop(explainValue(this.text, this.at, true));
  }

  private readKey(object: JsonObject): void {
    if (this.skipSpace() !== QUOTE) this.stop(explainKey(this.text, this.at));
    const depth = this.keys.length - 1;
    const start = this.at;
    const key = this.readString(true);
    this.keys[depth] = key;
    if (object[key] !== undefined) this.duplicate(key, start);
    if (key === '__proto__') this.forbidden();
    if (this.skipSpace() !== COLON) this.stop(explainGap(this.text, this.at, false, key));
    this.at++;
  }

  private readString(isKey: boolean): string {
    const start = this.at + 1;
    STRING_END.lastIndex = start;
    const end = STRING_END.test(this.text) ? STRING_END.lastIndex - 1 : this.text.length;
    this.at = end + 1;
    const plain = this.text.slice(start, end);
    if (this.text.charCodeAt(end) === QUOTE && (this.wellFormed || isWellFormed(plain))) return plain;
    return this.readHardString(start, isKey);
  }

  /** A string with escapes, or one that is wrong. */
  private readHardString(start: number, isKey: boolean): string {
    const { value, end, whole } = readEscapes(this.text, start);
    if (!whole) this.stop(explainEscape(this.text, start, end));
    this.at = end + 1;
    if (isKey) this.keys[this.keys.length - 1] = value;
    if (!isWellFormed(value)) this.loneSurrogate(value, isKey);
    return value;
  }

  private readWord(): Json {
    const { text, at } = this;
    const code = text.charCodeAt(at);
    if (code === 0x2d || (code >= 0x30 && code <= 0x39)) return this.readNumber();
    if (text.startsWith('true', at)) return this.word(4, true);
    if (text.startsWith('false', at)) return this.word(5, false);
    if (text.startsWith('null', at)) return this.word(4, null);
    return this.stop(explainValue(text, at, false));
  }

  private word(length: number, value: Json): Json {
    const next = this.text.charCodeAt(this.at + length);
    if (isWordPart(next)) this.stop(explainValue(this.text, this.at, false));
    this.at += length;
    return value;
  }

  private readNumber(): number {
    const start = this.at;
    const end = numberEnd(this.text, start);
    if (end < 0 || isWordPart(this.text.charCodeAt(end))) this.stop(explainValue(this.text, start, false));
    this.at = end;
    const literal = this.text.slice(start, end);
    // Adding zero turns -0 into 0.
    const value = Number(literal) + 0;
    if (end - start > 15) this.judgeNumber(value, literal);
    else if (value > Number.MAX_VALUE || value < -Number.MAX_VALUE) this.judgeNumber(value, literal);
    return value;
  }

  private judgeNumber(value: number, literal: string): void {
    if (!Number.isFinite(value)) {
      const message = `The number ${quote(literal)} is too large: the largest is about 1.8e308.`;
      this.found(jsonFindings.numberRange, { message, help: 'Write a smaller number, or a string.' });
    } else if (!Number.isSafeInteger(value) && /^-?\d+$/.test(literal)) {
      const message = `The integer ${quote(literal)} loses digits: it is read as ${value}.`;
      this.found(jsonFindings.numberPrecision, { message, help: 'Write identifiers and long numbers as strings.' });
    }
  }

  private duplicate(key: string, start: number): void {
    const pointer = this.pointer();
    this.found(jsonFindings.duplicateKey, {
      message: `The key ${quote(key)} occurs twice in one object.`,
      help: 'Remove one of the two: readers do not agree on which one counts.',
      at: 'key',
      span: { start, end: this.at },
      related: [{ pointer, at: 'key', message: 'the first one' }],
    });
  }

  private forbidden(): void {
    const message = 'The key `__proto__` is not allowed anywhere in the document.';
    this.found(jsonFindings.forbiddenKey, { message, at: 'key', help: 'Remove it, or give it another name.' });
  }

  private loneSurrogate(value: string, isKey: boolean): void {
    const half = /\p{Surrogate}/u.exec(value)?.[0].charCodeAt(0).toString(16);
    this.found(jsonFindings.loneSurrogate, {
      message: `The ${isKey ? 'key' : 'string'} holds \`\\u${half}\`, half of a surrogate pair, which is no character.`,
      ...(isKey && { at: 'key' as const }),
      help: 'Write the whole character, or both halves.',
    });
  }

  private tooDeep(): never {
    const message = `The document is nested more than ${MAX_JSON_DEPTH} levels deep.`;
    const span = { start: this.at, end: this.at + 1 };
    this.report(jsonFindings.depth, { pointer: '', message, span, help: 'Make the value flatter.' });
    throw STOP;
  }

  private stop({ message, help, span }: Problem): never {
    this.report(jsonFindings.syntax, { pointer: this.pointer(this.open.length - 1), message, help, span });
    throw STOP;
  }

  private found(definition: FindingDefinition, occurrence: Omit<Occurrence, 'pointer'>): void {
    if (definition.severity === 'error') this.failed = true;
    this.report(definition, { ...occurrence, pointer: this.pointer() });
  }

  /** The pointer of what is being read; the part up to the innermost container is kept, so that it is built once. */
  private pointer(depth = this.open.length): string {
    const { pointers, keys } = this;
    if (pointers.length === 0) pointers.push('');
    while (pointers.length < depth) {
      const last = pointers.length - 1;
      pointers.push(pointers[last] + token(keys[last] as string | number));
    }
    if (depth <= 0) return '';
    return (pointers[depth - 1] as string) + token(keys[depth - 1] as string | number);
  }

  /** Skips white space and gives the code of the next character, NaN at the end. */
  private skipSpace(): number {
    const { text } = this;
    let code = text.charCodeAt(this.at);
    if (code > 0x20) return code;
    if (code === 0x20) {
      code = text.charCodeAt(++this.at);
      if (code > 0x20) return code;
    }
    NOT_SPACE.lastIndex = this.at;
    this.at = NOT_SPACE.test(text) ? NOT_SPACE.lastIndex - 1 : text.length;
    return text.charCodeAt(this.at);
  }
}

/** The end of the number that starts at `at`; negative when the grammar has no such number. */
function numberEnd(text: string, start: number): number {
  let at = text.charCodeAt(start) === 0x2d ? start + 1 : start;
  const first = at;
  at = digitsEnd(text, at);
  if (at === first || (at - first > 1 && text.charCodeAt(first) === 0x30)) return -1;
  if (text.charCodeAt(at) === 0x2e) {
    const fraction = at + 1;
    at = digitsEnd(text, fraction);
    if (at === fraction) return -1;
  }
  return (text.charCodeAt(at) | 0x20) === 0x65 ? exponentEnd(text, at + 1) : at;
}

function exponentEnd(text: string, start: number): number {
  const sign = text.charCodeAt(start);
  const digits = sign === 0x2b || sign === 0x2d ? start + 1 : start;
  const end = digitsEnd(text, digits);
  return end === digits ? -1 : end;
}

function digitsEnd(text: string, start: number): number {
  let at = start;
  for (let code = text.charCodeAt(at); code >= 0x30 && code <= 0x39; code = text.charCodeAt(at)) at++;
  return at;
}

/** Letters, digits and what else people write inside a word or number; they never follow one directly. */
function isWordPart(code: number): boolean {
  if (code >= 0x61) return code <= 0x7a || code > 0x7f;
  return (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a) || code === 0x5f || code === 0x2e;
}
