import { escapeCharacter } from '../visible.ts';
import type { DiagnosticsFormat, Located, LocatedDiagnostic } from './format.ts';

/** For programs: one JSON document, `renderify-diagnostics/v1`. Lines and columns count from 1, offsets from 0. */
export const json: DiagnosticsFormat = {
  name: 'json',
  summary: 'one JSON document for programs',
  open() {
    const diagnostics: PlacedDiagnostic[] = [];
    return {
      add(more) {
        diagnostics.push(...more.map(toPlaced));
        return '';
      },
      end() {
        const document = { format: 'renderify-diagnostics/v1', diagnostics };
        // Still the same JSON, but nothing in it can act on a terminal.
        return `${JSON.stringify(document, null, 2).replace(/[\x7f-\x9f\p{Cf}\p{Zl}\p{Zp}]/gu, escapeCharacter)}\n`;
      },
    };
  },
};

/** A finding as data: an entry of `renderify-diagnostics/v1`. */
export interface PlacedDiagnostic {
  readonly code: string;
  readonly name: string;
  readonly severity: string;
  readonly message: string;
  readonly file: string;
  /** Absent where the place cannot be shown. */
  readonly line?: number;
  readonly column?: number;
  readonly pointer: string;
}

/** The entry of one finding. */
export function toPlaced({ diagnostic, related, ...located }: LocatedDiagnostic): PlacedDiagnostic {
  const { code, name, severity, message, pointer, at, byteOffset, help, fix } = diagnostic;
  return {
    code,
    name,
    severity,
    message,
    ...placeOf(located),
    pointer,
    ...(located.inside && { inside: rangeOf(located.inside) }),
    ...(at && { at }),
    ...(byteOffset !== undefined && { byteOffset }),
    ...(related.length > 0 && {
      related: related.map((place) => ({ message: place.message, ...placeOf(place), pointer: place.pointer })),
    }),
    ...(help && { help }),
    ...(fix && { fix }),
  };
}

function placeOf({ file, range }: Located): Pick<PlacedDiagnostic, 'file' | 'line' | 'column'> {
  return range ? { file, ...rangeOf(range) } : { file };
}

function rangeOf({ start, end, span }: NonNullable<Located['range']>) {
  return {
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
    offset: span.start,
    length: span.end - span.start,
  };
}
