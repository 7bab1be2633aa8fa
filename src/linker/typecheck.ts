import type { CompilerHost, CompilerOptions, Diagnostic } from 'typescript';
import { AMBIENT, TYPED } from './typecheck-types.ts';

/** A module in TypeScript. */
export interface TypedModule {
  /** Relative modules import each other by it: `./card.tsx`. */
  readonly name: string;
  readonly text: string;
  readonly language: 'ts' | 'tsx';
}

/** A type error, in UTF-16 units of its module. */
export interface TypeProblem {
  readonly module: string;
  readonly message: string;
  readonly span: { readonly start: number; readonly end: number };
}

type TypeScript = typeof import('typescript');

const FOLDER = '/plan/';
const AMBIENT_FILE = `${FOLDER}renderify.d.ts`;
/** Packages bring no types into a plan, so nothing that only lacks them is an error: exports, type arguments, namespaces, implicit any. */
const NO_ERRORS = new Set([2305, 2307, 2347, 2503, 2614, 2694, 2709, 2724, 2875, 7006, 7016, 7026, 7031]);

/** Checks the types of modules with TypeScript, which is loaded for it. Packages are `any`, but for Preact. */
export async function typecheck(modules: readonly TypedModule[]): Promise<TypeProblem[]> {
  const { default: ts } = await import('typescript');
  const files = new Map(modules.map((one) => [fileOf(one), one]));
  const options: CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    jsx: ts.JsxEmit.Preserve,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    strict: true,
    noImplicitAny: false,
    noEmit: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
    types: [],
  };
  const program = ts.createProgram([AMBIENT_FILE, ...files.keys()], options, createHost(ts, files, options));
  return [...files].flatMap(([path, { name }]) => {
    const source = program.getSourceFile(path);
    const found = source ? program.getSemanticDiagnostics(source) : [];
    return found.filter(({ code }) => !NO_ERRORS.has(code)).map((one) => problemOf(ts, one, name));
  });
}

function fileOf({ name, language }: TypedModule): string {
  const path = `${FOLDER}${name.replace(/^\.\//, '')}`;
  return path.endsWith(`.${language}`) ? path : `${path}.${language}`;
}

/** Only the modules, and the libraries that come with TypeScript, are there to be read. */
function createHost(ts: TypeScript, files: ReadonlyMap<string, TypedModule>, options: CompilerOptions): CompilerHost {
  const base = ts.createCompilerHost(options);
  const libraries = base.getDefaultLibLocation?.() ?? '';
  const ambient = AMBIENT + anyPackages(ts, files);
  const textOf = (path: string): string | undefined => {
    if (path === AMBIENT_FILE) return ambient;
    return files.get(path)?.text ?? (path.startsWith(libraries) ? base.readFile(path) : undefined);
  };
  return {
    ...base,
    getCurrentDirectory: () => FOLDER,
    fileExists: (path) =>
      path === AMBIENT_FILE || files.has(path) || (path.startsWith(libraries) && base.fileExists(path)),
    directoryExists: () => true,
    getDirectories: () => [],
    readFile: textOf,
    getSourceFile: (path, language) => {
      const text = textOf(path);
      return text === undefined ? undefined : ts.createSourceFile(path, text, language);
    },
    writeFile: () => undefined,
  };
}

/** Every package that is imported and has no types here is a module of `any`. */
function anyPackages(ts: TypeScript, files: ReadonlyMap<string, TypedModule>): string {
  const specifiers = [...files.values()].flatMap(({ text }) =>
    ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName),
  );
  const unknown = [...new Set(specifiers)].filter((one) => !one.startsWith('.') && !TYPED.has(one)).sort();
  return unknown.map((one) => `declare module ${JSON.stringify(one)};\n`).join('');
}

function problemOf(
  ts: TypeScript,
  { messageText, start = 0, length = 0, code }: Diagnostic,
  module: string,
): TypeProblem {
  const [first = '', ...rest] = ts.flattenDiagnosticMessageText(messageText, '\n').split('\n');
  // The innermost reason says most, and one line is enough.
  const reason = rest.at(-1)?.trim();
  const text = `${first} ${reason ?? ''}`.trim().replace(/'([^']*)'/g, '`$1`');
  return { module, message: `${text} (TS${code})`, span: { start, end: start + length } };
}
