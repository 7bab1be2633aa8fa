import type { ModuleGraph } from '../../plan/modules/graph.ts';
import { isPreact } from '../../plan/modules/is-preact.ts';
import type { LinkJob, OwnModule } from '../host.ts';
import type { CodeAnalysis } from '../javascript/index.ts';
import type { PinnedPlan } from '../stages.ts';
import { guardedModules } from './guarded.ts';
import { texts } from './texts.generated.ts';
import { PLAN_SOURCE } from './uses.ts';

/** One export of a component module, or of the plan's source. */
export interface CodeUse {
  readonly module: string;
  readonly exportName: string;
}

const SOURCE = '<source>';
const RENDER = '<render-to-string>';

/** The job of linking everything that the engine calls at build: all components that the plan names, and its source. */
export function engineJob(plan: PinnedPlan, uses: readonly CodeUse[], renderToString: string | undefined): LinkJob {
  const { imports, modules } = importUses(plan, uses);
  const preact = renderToString === undefined ? undefined : preactId(plan.graph);
  const code = [
    `import{createDriver}from"<driver>"`,
    ...imports,
    ...(preact ? [`import{h,options}from"preact";import{renderToString}from"${RENDER}"`] : []),
    `export const run=createDriver({${modules.join()}}${preact ? ',{h,options,renderToString}' : ''})`,
  ];
  const own = preact ? { [RENDER]: text(renderToString ?? '', { preact }) } : {};
  return job(plan, 'engine', code, { '<driver>': text(texts.driver), ...own });
}

/** What of the glue for Preact a page needs beside mounting. */
export interface PreactParts {
  readonly children: boolean;
  readonly sinks: boolean;
  readonly styles: boolean;
}

/**
 * The job of linking what runs in the page. Export `c0` is the first use; with Preact, `p` mounts it, `h` makes vnodes, `t`
 * makes them of the plan's own nodes, `g` guards its sinks and `y` makes prerendered styles its own.
 */
export function pageJob(
  plan: PinnedPlan,
  uses: readonly CodeUse[],
  preact: PreactParts | undefined,
  analysis: CodeAnalysis | undefined,
): LinkJob {
  const guarded = analysis ? guardedModules(plan, sourceModule(plan), analysis) : {};
  const exports = uses.map(
    ({ module, exportName }, i) => `export{${quoted(exportName)} as c${i}}from${JSON.stringify(place(module))}`,
  );
  if (guarded['<budget>']) exports.push('export{onLate as w}from"<budget>"');
  const id = preact && preactId(plan.graph);
  if (!id) return job(plan, 'page', exports, guarded);
  const glue = {
    'preact-island': 'preactIsland as p,create as h',
    ...(preact.styles && { 'preact-styles': 'ownStyles as y' }),
    ...(preact.sinks && { 'preact-sinks': 'guardSinks as g' }),
    ...(preact.children && { 'preact-children': 'toVnodes as t' }),
  } as const;
  const names = Object.keys(glue) as (keyof typeof glue)[];
  const code = names.map((name) => `export{${glue[name]}}from"<${name}>"`);
  const own = Object.fromEntries(names.map((name) => [`<${name}>`, text(texts[name], { preact: id })]));
  return job(plan, 'page', [...code, ...exports], { ...own, ...guarded });
}

/** Whether the module's own text imports Preact, which makes its functions components (spec 7.1). */
export function importsPreact({ graph, document, moduleUses }: PinnedPlan, module: string): boolean {
  if (module === PLAN_SOURCE)
    return (
      document.source?.runtime === 'preact' ||
      moduleUses.some((one) => one.usage === 'source-import' && isPreact(one.specifier))
    );
  const found = graph.modules.get(graph.entries[module] ?? '');
  return found !== undefined && (isPreact(module) || Object.keys(found.imports).some(isPreact));
}

/** The id of the one copy of Preact in a graph. */
export function preactId({ modules, entries }: ModuleGraph): string | undefined {
  return (
    entries['preact'] ?? [...modules.keys()].find((id) => /^preact@[^/]+\/dist\/preact(\.module)?\.m?js$/.test(id))
  );
}

function importUses(plan: PinnedPlan, uses: readonly CodeUse[]) {
  const byModule = new Map<string, CodeUse[]>();
  for (const use of uses) byModule.set(use.module, [...(byModule.get(use.module) ?? []), use]);
  const imports: string[] = [];
  const modules: string[] = [];
  let count = 0;
  for (const [module, list] of byModule) {
    const names = [...new Set(list.map((one) => one.exportName))].map((name) => [name, `u${count++}`] as const);
    imports.push(
      `import{${names.map(([name, local]) => `${quoted(name)} as ${local}`).join()}}from${JSON.stringify(place(module))}`,
    );
    const members = names.map(([name, local]) => `${JSON.stringify(name)}:${local}`).join();
    modules.push(
      `${JSON.stringify(module)}:{exports:{__proto__:null,${members}},preact:${importsPreact(plan, module)}}`,
    );
  }
  return { imports, modules };
}

function job(plan: PinnedPlan, platform: LinkJob['platform'], code: readonly string[], own: LinkJob['own']): LinkJob {
  const { graph } = plan;
  const preact = preactId(graph);
  const ids = Object.fromEntries(Object.keys(own).map((id) => [id, id]));
  const imports = { ...graph.entries, ...(preact && { preact }), ...ids, [SOURCE]: SOURCE };
  return {
    graph,
    platform,
    own: { ...sourceModule(plan), ...own, '<jsx>': text(texts.jsx), '<entry>': text(code.join(';'), imports) },
  };
}

function sourceModule({ document: { source }, graph }: PinnedPlan): Record<string, OwnModule> {
  if (!source) return {};
  const { code, language, runtime = 'renderify' } = source;
  const preact = preactId(graph);
  return {
    [SOURCE]: {
      code,
      language,
      jsx: runtime,
      imports: { 'renderify/jsx-runtime': '<jsx>', ...(preact && { preact }), ...graph.entries },
    },
  };
}

function place(module: string): string {
  return module === PLAN_SOURCE ? SOURCE : module;
}

/** Export names can be any text (ECMA-262 16.2.3). */
function quoted(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}

function text(code: string, imports: OwnModule['imports'] = {}): OwnModule {
  return { code, language: 'js', imports };
}
