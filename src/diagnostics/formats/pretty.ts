import { codeFrame } from '../code-frame.ts';
import type { Severity } from '../diagnostic.ts';
import type { Paint } from '../paint.ts';
import { visible } from '../visible.ts';
import type { DiagnosticsFormat, FormatOptions, Located, LocatedDiagnostic } from './format.ts';

const LONGEST_POINTER = 160;

/** For people: what, where with a line of code, and what to do. */
export const pretty: DiagnosticsFormat = {
  name: 'pretty',
  summary: 'for people, with the line of code',
  open(options) {
    const counts = { error: 0, warning: 0 };
    return {
      add(diagnostics) {
        for (const { diagnostic } of diagnostics) counts[diagnostic.severity]++;
        return diagnostics.map((one) => `${printOne(one, options)}\n`).join('');
      },
      end: () => summary(counts, options.paint),
    };
  },
};

function printOne(located: LocatedDiagnostic, options: FormatOptions): string {
  const { diagnostic, related } = located;
  const { paint } = options;
  const tint = diagnostic.severity === 'error' ? paint.red : paint.yellow;
  const lines = [
    `${paint.bold(tint(diagnostic.severity))} ${paint.bold(`${diagnostic.code} ${diagnostic.name}`)}`,
    visible(diagnostic.message),
    ...printPlace(located, '', options, tint),
    ...related.flatMap((place) => printPlace(place, visible(place.message), options, paint.cyan)),
    ...(diagnostic.help ? [`  ${paint.cyan('help:')} ${visible(diagnostic.help)}`] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function printPlace(place: Located, label: string, options: FormatOptions, tint: (text: string) => string): string[] {
  const { range, inside, file, pointer } = place;
  const where = visible(file) + (range ? `:${range.start.line}:${range.start.column}` : '');
  const line = inside && `line ${inside.start.line}, column ${inside.start.column}`;
  const notes = [pointer && `(${visible(shorten(pointer))})`, line, label].filter(Boolean).join(' ');
  const header = `  ${options.paint.dim(where)}${notes && `  ${options.paint.dim(notes)}`}`;
  if (!range) return [header];
  const { lines, span } = inside ?? range;
  const frame = codeFrame(lines, span, options.width);
  const number = String(frame.line).padStart(5);
  const bar = options.paint.dim('|');
  return [
    header,
    `${options.paint.dim(number)} ${bar} ${frame.code}`,
    `${' '.repeat(number.length)} ${bar} ${frame.marker.replace(/\^+/, tint)}`,
  ];
}

/** Both ends of a long pointer say most. */
function shorten(pointer: string): string {
  if (pointer.length <= LONGEST_POINTER) return pointer;
  return `${pointer.slice(0, 40)}…${pointer.slice(40 - LONGEST_POINTER)}`;
}

function summary({ error, warning }: Readonly<Record<Severity, number>>, paint: Paint): string {
  const counts = [count(error, 'error'), count(warning, 'warning')].filter(Boolean);
  if (counts.length === 0) return '';
  return `${paint.bold((error > 0 ? paint.red : paint.yellow)(counts.join(' and ')))}\n`;
}

function count(number: number, noun: string): string {
  return number === 0 ? '' : `${number} ${noun}${number === 1 ? '' : 's'}`;
}
