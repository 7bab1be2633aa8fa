import { init, parse } from 'es-module-lexer';
import type { ModuleFormat } from '../../plan/modules/graph.ts';
import { scanCommonjs } from './scan-commonjs.ts';

/** One module that a text asks for. */
export interface ScannedImport {
  readonly specifier: string;
  readonly mode: 'import' | 'require';
  /** In a `try`: the text is prepared for its absence. */
  readonly optional: boolean;
}

/** What a text asks for, in the order of its first mention, each once. */
export interface Scan {
  readonly format: ModuleFormat;
  readonly imports: readonly ScannedImport[];
  /** Whether it has an `import()` or `require()` whose specifier is computed. */
  readonly computed: boolean;
}

/** How package.json and the name of a file say that it is meant; `script` leaves it to the text. */
export type Declared = ModuleFormat | 'script';

const LEAF = { imports: [], computed: false };

/** Makes `scanModule` usable. */
export const readyToScan: () => Promise<void> = init;

/** Reads what a text imports; throws a SyntaxError, or a RangeError where it is nested too deeply to be read. */
export function scanModule(text: string, declared: Declared): Scan {
  if (declared === 'json' || declared === 'css') return { format: declared, ...LEAF };
  if (declared === 'commonjs') return { format: 'commonjs', ...scanCommonjs(text) };
  const scan = tryScanEsm(text, declared === 'esm');
  return scan ?? { format: 'commonjs', ...scanCommonjs(text) };
}

/** A file without `import` and `export` is a script, unless its package says otherwise. */
function tryScanEsm(text: string, certain: boolean): Scan | undefined {
  try {
    const [found, , , isModule] = parse(text);
    return isModule || certain ? { format: 'esm', ...readImports(found) } : undefined;
  } catch (error) {
    if (certain) throw new SyntaxError(error instanceof Error ? error.message : String(error));
    return undefined;
  }
}

function readImports(found: ReturnType<typeof parse>[0]): Omit<Scan, 'format'> {
  const imports = new Map<string, ScannedImport>();
  let computed = false;
  for (const one of found) {
    if (one.type === 'import-meta') continue;
    const dynamic = one.type === 'dynamic';
    if (one.specifier === undefined || (dynamic && one.glob)) computed = true;
    else imports.set(one.specifier, { specifier: one.specifier, mode: 'import', optional: false });
  }
  return { imports: [...imports.values()], computed };
}
