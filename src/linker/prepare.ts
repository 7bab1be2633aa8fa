import { type TransformOptions, transform } from 'esbuild';
import type { ModuleGraph } from '../plan/modules/graph.ts';
import { isPreact } from '../plan/modules/is-preact.ts';
import { LinkError, type LinkJob, type LinkProblem, type OwnModule } from './job.ts';

/** A module of the plan's own as plain JavaScript, with ids for its specifiers. */
export interface PlainModule {
  readonly id: string;
  readonly code: string;
  readonly imports: Readonly<Record<string, string>>;
}

/** Types erased, JSX made calls: every text that the compiler gives, and every local module that they lead to. */
export async function prepareOwn(job: LinkJob): Promise<ReadonlyMap<string, PlainModule>> {
  const modules = new Map<string, PlainModule>();
  const open = ['<entry>'];
  for (const id of open) {
    if (modules.has(id)) continue;
    const own = ownModule(id, job);
    if (!own) continue;
    modules.set(id, { id, code: await toPlain(id, own), imports: own.imports });
    open.push(...Object.values(own.imports));
  }
  return modules;
}

/** Local modules stand in the graph, and are treated like the plan's source. */
function ownModule(id: string, { own, graph }: LinkJob): OwnModule | undefined {
  if (Object.hasOwn(own, id)) return own[id];
  const found = graph.modules.get(id);
  if (found?.origin !== 'local' || (found.format !== 'esm' && found.format !== 'commonjs')) return undefined;
  const language = languageOf(id);
  const jsx = Object.keys(found.imports).some(isPreact) ? 'preact' : 'renderify';
  const runtime = { 'renderify/jsx-runtime': '<jsx>', ...preactOf(graph) };
  return { code: found.text, language, jsx, imports: { ...runtime, ...found.imports } };
}

/** The one copy of Preact of a graph. */
function preactOf({ entries, modules }: ModuleGraph): Record<string, string> {
  const id =
    entries['preact'] ?? [...modules.keys()].find((one) => /^preact@[^/]+\/dist\/preact(\.module)?\.m?js$/.test(one));
  return id === undefined ? {} : { preact: id };
}

function languageOf(id: string): OwnModule['language'] {
  const extension = /\.([a-z]+)$/.exec(id)?.[1] ?? '';
  if (extension === 'tsx' || extension === 'jsx') return extension;
  return /^[mc]?ts$/.test(extension) ? 'ts' : 'js';
}

async function toPlain(id: string, { code, language, jsx = 'preact' }: OwnModule): Promise<string> {
  if (language === 'js' && !code.includes('process.env')) return code;
  try {
    const result = await transform(jsx === 'preact' && /x$/.test(language) ? PREACT_JSX + code : code, {
      loader: language,
      ...jsxOptions(jsx),
      target: 'es2022',
      define: { 'process.env.NODE_ENV': '"production"' },
      tsconfigRaw: '{}',
      charset: 'utf8',
    });
    return result.code;
  } catch (error) {
    throw new LinkError(problemsOf(error, id));
  }
}

/** Preact's own functions make smaller pages than its JSX runtime, and the same vnodes. */
function jsxOptions(jsx: string): TransformOptions {
  if (jsx !== 'preact') return { jsx: 'automatic', jsxImportSource: jsx };
  return { jsx: 'transform', jsxFactory: 'rf_h', jsxFragment: 'rf_Fragment' };
}

/** On the first line, so that all lines keep their numbers. */
const PREACT_JSX = 'import{h as rf_h,Fragment as rf_Fragment}from"preact";';

/** The errors of esbuild, as problems of one module. */
export function problemsOf(error: unknown, module: string): LinkProblem[] {
  const { errors } = error as { errors?: readonly EsbuildError[] };
  if (!errors) throw error;
  return errors.map(({ text, location }) => {
    const importer = location?.file.replace(/^[a-z]+:/, '') || module;
    const [, name] = /^No matching export in "[^"]*" for import "([^"]*)"/.exec(text) ?? [];
    if (name !== undefined)
      return {
        module: importer,
        message: `It imports \`${name}\`, which is not exported.`,
        missing: { name, importer },
      };
    const line = location ? ` (line ${location.line})` : '';
    return { module: importer, message: `${text.replace(/"/g, '`').replace(/\.$/, '')}${line}.` };
  });
}

interface EsbuildError {
  readonly text: string;
  readonly location?: { readonly file: string; readonly line: number } | null;
}
