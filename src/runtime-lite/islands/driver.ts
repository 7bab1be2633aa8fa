import { kindOf } from './kind.ts';
import { type LooseNode, toNodes } from './to-nodes.ts';

/** A module as it is linked into the engine's script. */
export interface EngineModule {
  readonly exports: Readonly<Record<string, unknown>>;
  /** Whether its own text imports Preact. */
  readonly preact: boolean;
}

/** What is needed of Preact to render to text. */
export interface EnginePreact {
  h(type: unknown, props: object | null, ...children: unknown[]): unknown;
  renderToString(vnode: unknown): string;
  readonly options: { vnode?: (vnode: { type: unknown; props: Record<string, unknown> }) => void };
}

/** One component node, its props and children with all templates resolved. */
export interface EngineCall {
  readonly module: string;
  readonly exportName: string;
  readonly props: Readonly<Record<string, unknown>>;
  readonly children: readonly LooseNode[];
  /** The plan's source as the page: its export need not be a function. */
  readonly source?: 'renderify' | 'preact';
}

/** What the compiler asks the engine. */
export interface EngineInput {
  readonly calls: readonly EngineCall[];
  readonly roots: EngineRoots;
  /** Calls of components that are left. */
  readonly budget: number;
}

/** The roots at first paint; `null` where there is nothing yet. */
export interface EngineRoots {
  readonly context: unknown;
  readonly vars: unknown;
  readonly state: unknown;
  readonly event: unknown;
}

/** What came of a call. It is data of plan code, and is checked like a plan. */
export type EngineOutcome =
  | {
      readonly ok: true;
      readonly kind: 'factory' | 'preact';
      readonly nodes?: readonly unknown[];
      readonly html?: string;
      /** Whether the call looked at `state` or `event`, so that it must run again when they change. */
      readonly reads: boolean;
      /** Whether Preact elements have event handlers. */
      readonly handlers: boolean;
    }
  | { readonly ok: false; readonly name: string; readonly message: string };

/** Calls components inside the engine. Everything here runs beside plan code, so nothing of its result is believed. */
export const createDriver =
  (modules: Readonly<Record<string, EngineModule>>, preact?: EnginePreact) =>
  async ({ calls, roots, budget }: EngineInput): Promise<EngineOutcome[]> => {
    const engine = { modules, preact, roots, left: budget, handlers: false };
    if (preact) watchHandlers(preact, engine);
    const outcomes: EngineOutcome[] = [];
    for (const call of calls) outcomes.push(await expand(call, engine));
    return outcomes;
  };

interface Engine {
  readonly modules: Readonly<Record<string, EngineModule>>;
  readonly preact: EnginePreact | undefined;
  readonly roots: EngineRoots;
  left: number;
  handlers: boolean;
}

class Refusal extends Error {
  readonly refusal: string;

  constructor(refusal: string, message: string) {
    super(message);
    this.refusal = refusal;
  }
}

async function expand(call: EngineCall, engine: Engine): Promise<EngineOutcome> {
  const reads = { any: false };
  engine.handlers = false;
  try {
    const { value, kind } = find(call, engine);
    if (kind === 'preact') {
      const html = renderPreact(value, call, engine);
      return { ok: true, kind, html, reads: call.source !== undefined, handlers: engine.handlers };
    }
    const nodes = await callFactory(value, call, reads, engine);
    return { ok: true, kind, nodes, reads: reads.any, handlers: false };
  } catch (error) {
    const { refusal = 'component-failed', message = String(error) } = error as { refusal?: string; message?: string };
    return { ok: false, name: refusal, message: String(message) };
  }
}

function find({ module, exportName, source }: EngineCall, { modules }: Engine) {
  const found = Object.hasOwn(modules, module) ? modules[module] : undefined;
  if (!found) throw new Refusal('component-failed', `${module} is no module of a component that the plan names.`);
  if (!Object.hasOwn(found.exports, exportName))
    throw new Refusal('component-export-missing', `${module} has no export ${exportName}.`);
  const value = found.exports[exportName];
  if (source) return { value, kind: source === 'preact' ? ('preact' as const) : ('factory' as const) };
  const kind = kindOf(value, found.preact);
  if (!kind) throw new Refusal('component-export-kind', `The export ${exportName} of ${module} is a ${typeof value}.`);
  return { value, kind };
}

function count(engine: Engine): void {
  if (engine.left-- < 1) throw new Refusal('max-component-invocations', 'The plan calls more components than it may.');
}

async function callFactory(
  value: unknown,
  call: EngineCall,
  reads: { any: boolean },
  engine: Engine,
): Promise<unknown[]> {
  count(engine);
  const context = trackReads(engine.roots, reads);
  const output =
    typeof value !== 'function'
      ? value
      : call.source
        ? await value(context)
        : await value(freeze(call.props), context, freeze(call.children));
  const nodes = toNodes(output);
  const expanded: unknown[] = [];
  for (const node of nodes) expanded.push(await expandNode(node, reads, engine));
  return expanded;
}

/** Component nodes in the output are called in turn; a nested outcome stands where the node stood. */
async function expandNode(node: LooseNode, reads: { any: boolean }, engine: Engine): Promise<unknown> {
  if (node.type === 'component') {
    const { module, exportName = 'default', props = {}, children = [] } = node as unknown as EngineCall;
    const outcome = await expand({ module, exportName, props, children }, engine);
    if (!outcome.ok && /^component-export/.test(outcome.name))
      return { ...node, outcome: { ...outcome, name: 'component-failed', message: unnamed(module, exportName) } };
    reads.any ||= outcome.ok && outcome.reads;
    return { ...node, outcome };
  }
  node = withoutFunctions(node);
  if (!Array.isArray(node['children'])) return node;
  const children: unknown[] = [];
  for (const child of node['children'])
    children.push(child && typeof child === 'object' ? await expandNode(child, reads, engine) : child);
  return { ...node, children };
}

/** A component in an output is one that the plan names itself. */
function unnamed(module: string, exportName: string): string {
  return `It gives the component ${exportName} of ${module}, which is no component that the plan names.`;
}

/** A function is no value of a prop; what stands for it is judged like any other binding that is none. */
function withoutFunctions(node: LooseNode): LooseNode {
  const { props } = node;
  if (!props || typeof props !== 'object' || !Object.values(props).some((one) => typeof one === 'function'))
    return node;
  const entries = Object.entries(props).map(([name, one]) => [name, typeof one === 'function' ? null : one]);
  return { ...node, props: Object.fromEntries(entries) };
}

function trackReads({ context, vars, state, event }: EngineRoots, reads: { any: boolean }): object {
  const read = (value: unknown) => {
    reads.any = true;
    return value;
  };
  const given = {
    context: freeze(context),
    vars: freeze(vars),
    get state() {
      return read(freeze(state));
    },
    get event() {
      return read(freeze(event));
    },
  };
  return Object.freeze(given);
}

/** Freezes data in depth. */
function freeze(value: unknown): unknown {
  const open = [value];
  while (open.length) {
    const next = open.pop();
    if (next !== null && typeof next === 'object' && !Object.isFrozen(next))
      open.push(...Object.values(Object.freeze(next)));
  }
  return value;
}

function renderPreact(value: unknown, call: EngineCall, engine: Engine): string {
  const { preact, roots } = engine;
  if (!preact) throw new Refusal('component-failed', 'Preact is not part of the graph.');
  count(engine);
  const children = call.children.map((child) => toVnode(child, engine));
  const isVnode = typeof value !== 'function';
  return preact.renderToString(isVnode ? value : preact.h(value, call.source ? roots : call.props, ...children));
}

/** A node of the plan among the children of a Preact component (spec 7.1). */
function toVnode(node: LooseNode, engine: Engine): unknown {
  const { type, value, tag, props, children = [], exportName = 'default' } = node as unknown as Record<string, never>;
  if (type === 'text') return value;
  const inner = (children as LooseNode[]).map((child) => toVnode(child, engine));
  const { h } = engine.preact as EnginePreact;
  if (type === 'element') return h(tag, withoutEvents(props ?? {}), ...inner);
  const call = { module: node['module'] as string, exportName, props: props ?? {}, children: [] };
  const found = find(call, engine);
  count(engine);
  if (found.kind === 'preact') return h(found.value, call.props, ...inner);
  throw new Refusal('component-failed', 'A node factory stands among the children of a Preact component.');
}

/** Event bindings are attached by the page. */
function withoutEvents(props: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(props).filter(([name]) => !/^on[A-Z]/.test(name)));
}

function watchHandlers({ options }: EnginePreact, engine: Engine): void {
  const before = options.vnode;
  options.vnode = (vnode) => {
    before?.(vnode);
    if (typeof vnode.type !== 'string' || !vnode.props) return;
    engine.handlers ||= Object.keys(vnode.props).some(
      (key) => /^on/i.test(key) && typeof vnode.props[key] === 'function',
    );
  };
}
