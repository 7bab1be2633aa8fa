import type { Diagnostic, Span } from './diagnostic.ts';
import { type Embedded, readEmbedded } from './embedded.ts';
import type { DiagnosticsFormat, Located, LocatedDiagnostic } from './formats/format.ts';
import { formats } from './formats/index.generated.ts';
import { type PlacedDiagnostic, toPlaced } from './formats/json.ts';
import { locateAll } from './locate.ts';
import { createPaint } from './paint.ts';
import { Lines } from './position.ts';

/** A text that findings are about. */
export interface NamedText {
  readonly name: string;
  readonly text: string | Uint8Array;
}

/** Findings of one plan: its text comes first, then others that findings name by `source`. */
export interface FindingsOf {
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: readonly NamedText[];
}

/** How findings are shown; the defaults suit a file. */
export interface ShowOptions {
  readonly format?: string;
  readonly color?: boolean;
  /** Columns for a line of code. */
  readonly width?: number;
}

/** Findings as text in one of the formats. */
export function formatDiagnostics(groups: readonly FindingsOf[], options: ShowOptions = {}): string {
  const document = openDocument(options);
  return groups.map((group) => document.add(group)).join('') + document.end();
}

/** Findings as text piece by piece: what `add` and `end` give, one after the other, is what `formatDiagnostics` would. */
export interface FindingsDocument {
  add(findings: FindingsOf): string;
  end(): string;
}

/** Begins to show findings in one of the formats. */
export function openDocument({ format = 'pretty', color = false, width = 100 }: ShowOptions): FindingsDocument {
  const all: readonly DiagnosticsFormat[] = formats;
  const chosen = all.find(({ name }) => name === format);
  if (!chosen) throw new RangeError(`there is no format \`${format}\``);
  const printer = chosen.open({ paint: createPaint(color), width: Math.max(20, width) });
  return { add: (group) => printer.add(locateGroup(group)), end: () => printer.end() };
}

/** Findings as data, with their places: the entries of `renderify-diagnostics/v1`. */
export function placeDiagnostics(groups: readonly FindingsOf[]): PlacedDiagnostic[] {
  return groups.flatMap(locateGroup).map(toPlaced);
}

function locateGroup({ diagnostics, sources }: FindingsOf): LocatedDiagnostic[] {
  const plan = sources[0]?.name ?? '';
  const texts = new Map<string, Looked>();
  for (const { name, text } of sources) if (!texts.has(name)) texts.set(name, new Looked(name, text));
  const of = ({ source = plan }: Diagnostic) => texts.get(source) ?? new Looked(source, undefined);
  for (const diagnostic of diagnostics) of(diagnostic).want(diagnostic);
  return diagnostics.map((diagnostic) => {
    const looked = of(diagnostic);
    return {
      ...looked.place(diagnostic),
      diagnostic,
      related: diagnostic.related.map((place) => ({ ...looked.place(place), message: place.message })),
    };
  });
}

type Wanted = Pick<Diagnostic, 'pointer' | 'at' | 'span' | 'inside' | 'byteOffset'>;

/** One text in which places are looked up; nothing of it is read before a place in it is shown. */
class Looked {
  private readonly wanted: Wanted[] = [];
  private spans: Map<Wanted, Span | undefined> | undefined;
  private readonly embedded = new Map<string, Embedded | undefined>();
  private lines: Lines | undefined;

  constructor(
    private readonly file: string,
    private readonly content: string | Uint8Array | undefined,
  ) {}

  want(diagnostic: Diagnostic): void {
    this.wanted.push(diagnostic, ...diagnostic.related);
  }

  place(wanted: Wanted): Located {
    const base = { file: this.file, pointer: wanted.pointer };
    if (this.content === undefined || wanted.byteOffset !== undefined) return base;
    this.lines ??= new Lines(textOf(this.content));
    const { lines } = this;
    const whole = wanted.span ?? this.spanOf(wanted, lines.text);
    if (!whole) return base;
    const embedded = wanted.inside && this.embeddedAt(wanted.pointer, whole);
    if (!wanted.inside || !embedded) return { ...base, range: rangeOf(lines, whole) };
    return {
      ...base,
      range: rangeOf(lines, embedded.outer(wanted.inside)),
      inside: rangeOf(embedded.lines, wanted.inside),
    };
  }

  /** The text at a pointer, decoded once for all places in it. */
  private embeddedAt(pointer: string, span: Span): Embedded | undefined {
    if (!this.embedded.has(pointer)) this.embedded.set(pointer, readEmbedded(this.lines?.text ?? '', span));
    return this.embedded.get(pointer);
  }

  /** All places of one text are found in one scan. */
  private spanOf(wanted: Wanted, text: string): Span | undefined {
    if (!this.spans) {
      const found = locateAll(text, this.wanted);
      this.spans = new Map(this.wanted.map((place, i) => [place, found[i]]));
    }
    return this.spans.get(wanted);
  }
}

function rangeOf(lines: Lines, span: Span): NonNullable<Located['range']> {
  return { lines, span, start: lines.at(span.start), end: lines.at(span.end) };
}

/** Offsets count without a byte order mark; bytes that are no UTF-8 only show here. */
function textOf(content: string | Uint8Array): string {
  const text = typeof content === 'string' ? content : new TextDecoder('utf-8', { ignoreBOM: true }).decode(content);
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}
