import { pointerKeys } from '../plan/pointer.ts';
import type { Span } from './diagnostic.ts';

/** A place by its JSON Pointer; `at: 'key'` means the key and not the value. */
export interface Place {
  readonly pointer: string;
  readonly at?: 'key' | undefined;
}

/** What is wanted at and below one key. */
interface Wanted {
  readonly below: Map<string, Wanted>;
  /** Indices into the list of places. */
  readonly values: number[];
  readonly keys: number[];
}

interface Frame {
  readonly wanted: Wanted;
  readonly start: number;
  /** The next index of an array; undefined in an object. */
  index: number | undefined;
}

/**
 * Where places are in a JSON text, in one linear scan without recursion that skips what nobody asked for. A place that
 * is not there, or behind a syntax error, is `undefined`; of equal keys the first counts.
 */
export function locateAll(text: string, places: readonly Place[]): (Span | undefined)[] {
  return new Locator(text, places).run();
}

// Both search forwards for one character, so they neither backtrack nor grow a stack.
const TOKEN = /[^ \n\r\t]/g;
const BRACKET = /["[\]{}]/g;
const SCALAR_END = /[ \n\r\t,\]}]/g;

class Locator {
  private readonly text: string;
  private readonly found: (Span | undefined)[];
  private readonly open: Frame[] = [];
  private at = 0;

  constructor(
    text: string,
    private readonly places: readonly Place[],
  ) {
    this.text = text;
    this.found = places.map(() => undefined);
  }

  run(): (Span | undefined)[] {
    this.enter(wantedOf(this.places));
    for (let frame = this.open.at(-1); frame && this.at < this.text.length; frame = this.open.at(-1)) {
      if (!this.member(frame)) break;
    }
    return this.found;
  }

  /** One member of the innermost open container, or its end. */
  private member(frame: Frame): boolean {
    let char = this.next();
    if (char === ',') {
      this.at++;
      char = this.next();
    }
    if (char === ']' || char === '}') return this.leave(frame);
    if (frame.index !== undefined) return this.enter(frame.wanted.below.get(String(frame.index++)));
    return this.key(frame.wanted);
  }

  private key(parent: Wanted): boolean {
    const start = this.at;
    if (this.text[start] !== '"' || !this.skipString()) return false;
    const wanted = parent.below.get(decodeKey(this.text.slice(start, this.at)));
    for (const i of wanted?.keys ?? []) this.found[i] ??= { start, end: this.at };
    if (this.next() !== ':') return false;
    this.at++;
    return this.enter(wanted);
  }

  /** A value: its span is noted, and it is opened when something below it is wanted, else skipped. */
  private enter(wanted: Wanted | undefined): boolean {
    const char = this.next();
    const start = this.at;
    if (wanted && wanted.below.size > 0 && (char === '{' || char === '[')) {
      this.at++;
      this.open.push({ wanted, start, index: char === '[' ? 0 : undefined });
      return true;
    }
    const whole = this.skipValue();
    if (wanted && this.at > start) this.note(wanted, start);
    return whole;
  }

  private leave(frame: Frame): boolean {
    this.at++;
    this.open.pop();
    this.note(frame.wanted, frame.start);
    return true;
  }

  private note(wanted: Wanted, start: number): void {
    for (const i of wanted.values) this.found[i] ??= { start, end: this.at };
  }

  private next(): string | undefined {
    TOKEN.lastIndex = this.at;
    this.at = TOKEN.test(this.text) ? TOKEN.lastIndex - 1 : this.text.length;
    return this.text[this.at];
  }

  private skipValue(): boolean {
    const char = this.text[this.at];
    if (char === '"') return this.skipString();
    if (char === '{' || char === '[') return this.skipContainer();
    SCALAR_END.lastIndex = this.at;
    const start = this.at;
    this.at = SCALAR_END.test(this.text) ? SCALAR_END.lastIndex - 1 : this.text.length;
    return this.at > start;
  }

  private skipContainer(): boolean {
    for (let depth = 0; ; ) {
      BRACKET.lastIndex = this.at;
      if (!BRACKET.test(this.text)) return false;
      this.at = BRACKET.lastIndex - 1;
      const char = this.text[this.at];
      if (char === '"') {
        if (!this.skipString()) return false;
        continue;
      }
      this.at++;
      depth += char === '{' || char === '[' ? 1 : -1;
      if (depth === 0) return true;
    }
  }

  private skipString(): boolean {
    for (let from = this.at + 1; ; ) {
      const end = this.text.indexOf('"', from);
      if (end < 0) return false;
      let slashes = 0;
      while (end - slashes > from && this.text[end - slashes - 1] === '\\') slashes++;
      this.at = end + 1;
      if (slashes % 2 === 0) return true;
      from = end + 1;
    }
  }
}

function wantedOf(places: readonly Place[]): Wanted {
  const root = newWanted();
  places.forEach(({ pointer, at }, i) => {
    let wanted = root;
    for (const key of pointerKeys(pointer)) {
      const next = wanted.below.get(key) ?? newWanted();
      wanted.below.set(key, next);
      wanted = next;
    }
    (at === 'key' ? wanted.keys : wanted.values).push(i);
  });
  return root;
}

function newWanted(): Wanted {
  return { below: new Map(), values: [], keys: [] };
}

function decodeKey(literal: string): string {
  if (!literal.includes('\\')) return literal.slice(1, -1);
  try {
    return String(JSON.parse(literal));
  } catch {
    return literal;
  }
}
