import { MAX_INPUT_BYTES, readValues } from '../../compiler/inputs/read-values.ts';
import type { PlanSource } from '../../compiler/stages.ts';
import type { Report } from '../../diagnostics/define.ts';
import type { JsonObject } from '../../plan/types.ts';
import { readFileBounded } from '../inputs/read-bounded.ts';

/** Context or vars as given, before they are read: the name that findings show, and the text. */
export function openValues(given: string, option: string): PlanSource {
  if (given.trimStart().startsWith('{')) return { name: `--${option}`, text: given };
  return { name: given, text: readFileBounded(given, MAX_INPUT_BYTES, `${option} file`) };
}

/** Reads what `openValues` gave; findings name the file or the option. */
export function readGivenValues({ name, text }: PlanSource, option: string, report: Report): JsonObject | undefined {
  return readValues(text, `--${option}`, (definition, occurrence) =>
    report(definition, { ...occurrence, source: name }),
  );
}
