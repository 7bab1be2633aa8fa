import { readFile } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { cwd } from 'node:process';
import { type NodeCompileSettings, nodeOptions } from './cli/node-host.ts';
import { createCompiler } from './compiler/create-compiler.ts';
import type { CompileResult } from './compiler/stages.ts';
import type { Diagnostic } from './diagnostics/diagnostic.ts';
import { formatDiagnostics, type NamedText, placeDiagnostics } from './diagnostics/format-diagnostics.ts';
import type { JsonObject } from './plan/types.ts';

/** Settings of the plugin: those of `renderify build`, and which imports are plans. */
export interface RenderifyPluginSettings extends NodeCompileSettings {
  /** Files that are plans; `*.plan.json` when nothing is said. */
  readonly include?: RegExp;
  readonly context?: JsonObject;
  readonly vars?: JsonObject;
}

/** What of Vite's plugin interface is used; every version from 6 on has it. */
export interface RenderifyPlugin {
  readonly name: 'renderify';
  readonly enforce: 'pre';
  configResolved(config: { readonly command: string; readonly root: string }): void;
  resolveId(id: string, importer?: string): string | undefined;
  load(this: PluginContext, id: string): Promise<{ code: string; map: null } | undefined>;
  hotUpdate(this: HotContext, update: { readonly file: string; readonly modules: readonly object[] }): object[];
}

interface HotContext {
  readonly environment: { readonly moduleGraph: { getModuleById(id: string): object | undefined } };
}

interface PluginContext {
  addWatchFile(path: string): void;
  warn(problem: PluginProblem): void;
  error(problem: PluginProblem): never;
}

interface PluginProblem {
  readonly message: string;
  readonly id: string;
  readonly frame: string;
  readonly loc?: { readonly file: string; readonly line: number; readonly column: number };
}

/** Behind a plan's path, so that Vite does not take it for JSON. */
const MOUNT = '.mount.mjs';
const CODE = '.code.mjs';
const HOT = 'virtual:renderify-hot';

/**
 * A Vite plugin: `import mount from './card.plan.json'` gives the mount function of the compiled plan, and in development an
 * edited plan is exchanged in place and keeps its state. Plans that a build would refuse are errors with their frames.
 */
export default function renderify({
  include = /\.plan\.json$/,
  context,
  vars,
  ...settings
}: RenderifyPluginSettings = {}): RenderifyPlugin {
  const compiler = createCompiler({ target: 'module' });
  /** Ids of compiled plans, to the files that they were made of. */
  const read = new Map<string, ReadonlySet<string>>();
  let hot = false;
  let root = '';
  return {
    name: 'renderify',
    enforce: 'pre',
    configResolved(config) {
      hot = config.command === 'serve';
      root = config.root;
    },
    resolveId(id, importer) {
      if (id === HOT) return `\0${HOT}`;
      if (id.endsWith(MOUNT) || id.endsWith(CODE)) return id;
      if (!include.test(id)) return undefined;
      if (id.startsWith('.') && importer) return resolve(dirname(importer), id) + MOUNT;
      return (id.startsWith('/') && !id.startsWith(root) ? root + id : id) + MOUNT;
    },
    async load(id) {
      if (id === `\0${HOT}`)
        return { code: await readFile(new URL('./vite-hot.mjs', import.meta.url), 'utf8'), map: null };
      if (id.endsWith(MOUNT)) return { code: mountModule(id.slice(0, -MOUNT.length), hot), map: null };
      if (!id.endsWith(CODE)) return undefined;
      const path = id.slice(0, -CODE.length);
      const name = relative(cwd(), path);
      const { options, files } = nodeOptions(path, settings);
      const source = { name, text: await readFile(path, 'utf8') };
      const result = await compiler.compile(source, {
        ...options,
        target: 'module',
        ...(context && { context }),
        ...(vars && { vars }),
      });
      const modules = compiler.dependencies(name).map((module) => resolve(dirname(path), module));
      read.set(id, new Set([path, ...files.map((file) => resolve(file)), ...modules]));
      for (const file of read.get(id) ?? []) this.addWatchFile(file);
      report(result, source, path, this);
      return { code: result.bundle?.files.find((one) => one.path.endsWith('.js'))?.text ?? '', map: null };
    },
    hotUpdate({ file, modules }) {
      const made = [...read].filter(([, files]) => files.has(file)).map(([id]) => id);
      return [...modules, ...made.flatMap((id) => this.environment.moduleGraph.getModuleById(id) ?? [])];
    },
  };
}

/** What an app imports: the plan's mount function, in development with what exchanges the plan in place. */
function mountModule(path: string, hot: boolean): string {
  const from = JSON.stringify(path + CODE);
  if (!hot) return `export { mount, mount as default } from ${from};`;
  return [
    `import { mount as make } from ${from};`,
    `import { keepMounted } from ${JSON.stringify(HOT)};`,
    'export const mount = keepMounted(make, import.meta.hot.data);',
    'export default mount;',
    'import.meta.hot.accept();',
  ].join('\n');
}

/** Warnings are shown; errors end the build, all of them in one message with their frames. */
function report(
  { diagnostics, sources = [] }: CompileResult,
  plan: NamedText,
  path: string,
  context: PluginContext,
): void {
  const texts = [plan, ...sources];
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  for (const one of diagnostics) if (one.severity === 'warning') context.warn(problemOf([one], texts, path));
  if (errors.length > 0) context.error(problemOf(errors, texts, path));
}

function problemOf(diagnostics: readonly Diagnostic[], sources: readonly NamedText[], id: string): PluginProblem {
  const group = [{ diagnostics, sources }];
  const { message = '', line, column = 1 } = placeDiagnostics(group)[0] ?? {};
  return {
    message: `${sources[0]?.name}: ${message}`,
    id,
    frame: formatDiagnostics(group),
    ...(line !== undefined && { loc: { file: id, line, column: column - 1 } }),
  };
}
