import type { PlacedDiagnostic } from '../../diagnostics/formats/json.ts';
import { quote } from '../../diagnostics/quote.ts';
import type { Json } from '../../plan/types.ts';
import { listOf, objectOf, textOf } from '../diff/manifest-values.ts';
import { UsageError } from '../failures.ts';
import { readFileBounded } from '../inputs/read-bounded.ts';
import { parseFile } from './read-provenance.ts';

/** Findings that a file holds, and what it says of plans. */
export interface GivenFindings {
  readonly diagnostics: readonly PlacedDiagnostic[];
  /** By folder, of the plans that were built; a list of findings names none. */
  readonly plans: ReadonlyMap<string, { readonly plan: string; readonly warnings: number }>;
  readonly failed: readonly string[];
}

const LARGEST = 268_435_456;

/** Reads what `build --report` (`renderify-report/v1`) or `--format json` (`renderify-diagnostics/v1`) wrote. */
export function readGivenFindings(path: string): GivenFindings {
  const document = objectOf(parseFile(readFileBounded(path, LARGEST, 'report')));
  if (!/^renderify-(?:report|diagnostics)\/v1$/.test(textOf(document['format'])))
    throw new UsageError(
      `${quote(path)} has no findings in it.`,
      'Name what `renderify build --report <file>` or `--format json` wrote.',
    );
  const plans = listOf(document['plans']).map(objectOf);
  const built = plans.filter(({ verdict }) => verdict === 'built');
  return {
    diagnostics: listOf(document['diagnostics']).map(readFinding),
    plans: new Map(
      built.map(({ folder, plan, warnings }) => [
        textOf(folder),
        { plan: textOf(plan), warnings: typeof warnings === 'number' ? warnings : 0 },
      ]),
    ),
    failed: plans.filter(({ verdict }) => verdict === 'failed').map(({ plan }) => textOf(plan)),
  };
}

function readFinding(value: Json): PlacedDiagnostic {
  const { code, name, severity, message, file, line, column, pointer } = objectOf(value);
  return {
    code: textOf(code),
    name: textOf(name),
    severity: severity === 'error' ? 'error' : 'warning',
    message: textOf(message),
    file: textOf(file),
    pointer: textOf(pointer),
    ...(typeof line === 'number' && { line }),
    ...(typeof column === 'number' && { column }),
  };
}
