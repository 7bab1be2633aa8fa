import { reads } from '../../../plan/evaluate.ts';
import type { Binding, Listener, Program } from '../../program.ts';
import { type Anchors, createAnchors, usesElements } from './anchors.ts';
import { nestedEvents, updatesOf } from './flush.ts';
import { emitGuards } from './guards.ts';
import { emitIslands, emitStops } from './islands.ts';
import { jsObject, jsString, jsValue } from './js-value.ts';
import { emitAttach, emitDelegated, emitHandler, emitMemories, type Work } from './listener.ts';
import { createNames, ISLAND_NAMES } from './names.ts';
import { createScriptContext, linkFeatures, type ScriptContext } from './script-context.ts';
import { emitActions, readsPayload } from './transition.ts';
import { emitUpdate } from './update.ts';

/** Where an open script finds its nodes, and what it does around its store. */
export interface OpenShape {
  /** Whether the script creates its nodes, or adopts those of the page. */
  readonly created: boolean;
  /** The expression of the node that holds the root. */
  container(context: ScriptContext): string;
  /** The declaration of `q`, the elements in document order. */
  elements(context: ScriptContext): string;
  /** Whether the embedder's options, with state, context and vars, are at hand as `o`. */
  readonly options: boolean;
}

/** The pieces of a script whose state an embedder can read, replace and drive. */
export interface OpenScript {
  readonly features: readonly string[];
  readonly declarations: readonly string[];
  readonly statements: readonly string[];
}

/** Emits the store of an open plan: every transition checked, every binding shown by what was written. */
export function emitOpenScript(program: Program, shape: OpenShape): OpenScript {
  const { context, features, helpers } = createScriptContext(program);
  const anchors = createAnchors(
    context,
    shape.container(context),
    createNames(program.islands.length > 0 ? ISLAND_NAMES : undefined),
    shape.created,
  );
  const nested = nestedEvents(program);
  const islands = emitIslands(program, anchors, context, {
    dispatch: 'd.deliver(t,p);d.show()',
    container: shape.container(context),
  });
  const statements = [
    ...emitListeners(program, anchors, context, nested),
    ...emitGuards(program, anchors, context),
    ...islands.statements,
  ];
  const store = emitStore(program, shape, anchors, context);
  const declarations = [
    `s=${jsValue(program.state.initial)}`,
    'v',
    ...(program.live
      ? [emitInputs('c', program.context, 'context', context), emitInputs('h', program.vars, 'vars', context)]
      : []),
    ...(helpers.urlRules ? [`w=${jsValue(program.urlRules)}`] : []),
    ...anchors.declarations,
    ...emitMemories(program.listeners),
    `R=x=>{d.report(x)}`,
    ...islands.declarations,
    `d=${store}`,
  ];
  const elements = shape.created || usesElements([...declarations, ...statements]) ? [shape.elements(context)] : [];
  return { features: linkFeatures(features), declarations: [...elements, ...declarations], statements };
}

function emitInputs(name: string, built: object, key: string, context: ScriptContext): string {
  return `${name}=${context.use('inputs')}(${jsValue(built)},o.${key})`;
}

function emitStore(program: Program, shape: OpenShape, anchors: Anchors, context: ScriptContext): string {
  const { plan, digest, transitions, limits } = program;
  const table = transitions.map(
    (one) => [one.type, `${readsPayload(one) ? 'p' : '()'}=>${emitActions(one, context)}`] as const,
  );
  return `${context.use('createStore')}(${jsObject([
    ['plan', jsValue([plan.document.id, plan.document.version, digest])],
    ['initial', 's'],
    ...(shape.options ? [['given', 'o.state'] as const] : []),
    ['stateBytes', jsValue(limits.stateBytes)],
    ['root', shape.container(context)],
    ['transitions', jsObject(table)],
    ['accept', '(a,b)=>{s=a;v=b}'],
    ['flush', `t=>{${emitFlush(program, anchors, context)}}`],
    ['unmount', `()=>{${emitStops(program)}${shape.container(context)}.replaceChildren()}`],
  ])})`;
}

/** `t` is the set of types that were applied, or undefined to show everything. */
function emitFlush(program: Program, anchors: Anchors, context: ScriptContext): string {
  const types = new Map<Binding, string[]>();
  for (const [transition, bindings] of updatesOf(program)) {
    for (const binding of bindings)
      types.set(binding, [...(types.get(binding) ?? []), `t.has(${jsString(transition.type)})`]);
  }
  return program.bindings
    .map((binding) => {
      const tests = ['!t', ...(types.get(binding) ?? [])].join('||');
      return `(${tests})&&${emitUpdate(binding, anchors.node(binding), context)}`;
    })
    .join(';');
}

function emitListeners(
  program: Program,
  anchors: Anchors,
  context: ScriptContext,
  nested: ReadonlySet<string>,
): string[] {
  const statements: string[] = [];
  const groups = new Map<string, string[]>();
  program.listeners.forEach((listener) => {
    const place = anchors.element(listener.element);
    const deliver = emitDeliver(listener);
    if (listener.bubbles && nested.has(listener.dom)) {
      const entry = `[${place},${emitDelegated(listener, place, deliver, context)}]`;
      groups.set(listener.dom, [...(groups.get(listener.dom) ?? []), entry]);
      return;
    }
    const work: Work = { code: `${deliver.code};d.show()`, payload: deliver.payload };
    statements.push(emitAttach(listener, place, emitHandler(listener, place, work, context), context));
  });
  for (const [dom, entries] of groups) {
    statements.push(
      `${context.use('delegate')}(${anchors.top},${jsString(dom)},new Map([${entries.join()}]),()=>{d.show()})`,
    );
  }
  return statements;
}

function emitDeliver({ type, payload, fields }: Listener): Work {
  const empty =
    fields === 'none' &&
    (!payload || (payload.kind === 'lit' && !reads(payload).length && !Object.keys(payload.value as object).length));
  return { code: `d.deliver(${jsString(type)},${empty ? '{}' : 'p'})`, payload: !empty };
}
