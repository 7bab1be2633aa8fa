import { transform } from 'esbuild';
import type { ModuleGraph } from '../plan/modules/graph.ts';
import { LinkError, type LinkJob, type OwnModule } from './job.ts';

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
  const runtime = { 'renderify/jsx-runtime': '<jsx>', ...preactRuntime(graph) };
  return { code: found.text, language, jsx, imports: { ...runtime, ...found.imports } };
}

/** Whether a specifier means Preact, by its own name or by one of React's. */
export function isPreact(specifier: string): boolean {
  return /^(preact|react|react-dom)(\/|$)/.test(specifier.replace(/^npm:/, '').replace(/@[^/]*/, ''));
}

function preactRuntime({ entries }: ModuleGraph): Record<string, string> {
  const id = entries['preact/jsx-runtime'];
  return id === undefined ? {} : { 'preact/jsx-runtime': id };
}

function languageOf(id: string): OwnModule['language'] {
  const extension = /\.([a-z]+)$/.exec(id)?.[1] ?? '';
  if (extension === 'tsx' || extension === 'jsx') return extension;
  return /^[mc]?ts$/.test(extension) ? 'ts' : 'js';
}

async function toPlain(id: string, { code, language, jsx = 'preact' }: OwnModule): Promise<string> {
  if (language === 'js' && !code.includes('process.env')) return code;
  try {
    const result = await transform(code, {
      loader: language,
      jsx: 'automatic',
      jsxImportSource: jsx,
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

/** The errors of esbuild, as problems of one module. */
export function problemsOf(error: unknown, module: string): { module: string; message: string }[] {
  const { errors } = error as {
    errors?: readonly { text: string; location?: { file: string; line: number } | null }[];
  };
  if (!errors) throw error;
  return errors.map(({ text, location }) => ({
    module: location?.file.replace(/^[a-z]+:/, '') || module,
    message: `${text.replace(/"/g, '`').replace(/\.$/, '')}${location ? ` (line ${location.line})` : ''}.`,
  }));
}
