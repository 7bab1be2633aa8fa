import type { Binding, Program, Transition } from '../../program.ts';
import { type Anchors, createAnchors, pagePlaces, usesElements } from './anchors.ts';
import { emitCertainUpdate } from './certain-update.ts';
import { nestedEvents, shownEvent, updatesOf } from './flush.ts';
import { emitGuards } from './guards.ts';
import { initialState } from './initial-state.ts';
import { emitIslands } from './islands.ts';
import { jsObject, jsString, jsValue } from './js-value.ts';
import { emitAttach, emitDelegated, emitHandler, emitMemories, type Work } from './listener.ts';
import { createNames, ISLAND_NAMES } from './names.ts';
import { createScriptContext, linkFeatures, type ScriptContext } from './script-context.ts';
import { emitDirect, emitRun, readsPayload } from './transition.ts';
import { emitUpdate } from './update.ts';

/** The script of a page that nobody outside can reach: one straight function for every event. */
export function emitClosedScript(program: Program): string {
  const { context, features, helpers } = createScriptContext(program);
  const nextName = createNames(program.islands.length > 0 ? ISLAND_NAMES : undefined);
  const places = pagePlaces(context);
  const anchors = createAnchors(context, places.container, nextName, false);
  const nested = nestedEvents(program);
  const works = emitTransitions(program, anchors, context, nextName, nested.size > 0);
  const attached = emitListeners(program, anchors, context, works.works, nested);
  const guards = emitGuards(program, anchors, context);
  const islands = emitIslands(program, anchors, context, {
    dispatch: emitDispatch(program, works.works, nested.size > 0, context),
    container: places.container,
  });
  const statements = [...attached, ...guards, ...islands.statements];
  const state = program.transitions.length ? [`s=${jsValue(initialState(program))}`] : [];
  const shown = shownEvent(program);
  const elements = usesElements([
    ...anchors.declarations,
    ...islands.declarations,
    ...statements,
    ...works.declarations,
  ]);
  const declarations = [
    ...state,
    ...(shown.any ? ['v'] : []),
    ...(nested.size ? ['d={}'] : []),
    ...(elements ? [`q=${places.elements}`] : []),
    ...anchors.declarations,
    ...works.declarations,
    ...emitTable(program, works.works),
    ...islands.declarations,
    ...emitMemories(program.listeners),
  ];
  if (!statements.length && !islands.declarations.length) return '';
  const report = helpers.report ? [`R=x=>${context.use('raise')}(${places.container},x)`] : [];
  const rules = helpers.urlRules ? [`w=${jsValue(program.urlRules)}`] : [];
  const all = [...linkFeatures(features), ...report, ...rules, ...declarations];
  return `{let ${all.join()};${statements.join(';')}}`;
}

/** The transitions by type, for events that plan code raises. */
function emitTable({ plan, transitions }: Program, works: ReadonlyMap<string, Work>): string[] {
  if (!plan.dispatches) return [];
  const entries = transitions.flatMap(({ type }) => {
    const call = works.get(type)?.code;
    // Its code is the call of a function, because plan code is another user of it.
    return call === undefined ? [] : [[type, call.slice(0, call.indexOf('('))] as const];
  });
  return [`T=${jsObject(entries)}`];
}

/** Runs the transition of type `t` with payload `p`, if there is one; sizes matter only where a payload is read. */
function emitDispatch(
  { plan, transitions }: Program,
  works: ReadonlyMap<string, Work>,
  nested: boolean,
  context: ScriptContext,
): string {
  if (!plan.dispatches || transitions.length === 0) return '';
  const reads = [...works.values()].some((one) => one.payload);
  const fits = reads ? `&&${context.use('fits')}(p,t,${context.report()})` : '';
  return `if(Object.hasOwn(T,t)${fits}){T[t](p)${nested ? ';F()' : ''}}`;
}

interface Works {
  readonly declarations: string[];
  readonly works: ReadonlyMap<string, Work>;
}

/** One function for a transition that several listeners run, its code in place for one. */
function emitTransitions(
  program: Program,
  anchors: Anchors,
  context: ScriptContext,
  nextName: () => string,
  deferred: boolean,
): Works {
  const declarations: string[] = [];
  const works = new Map<string, Work>();
  const updates = updatesOf(program);
  const shown = shownEvent(program);
  program.transitions.forEach((transition, index) => {
    const payload = readsPayload(transition) || shown.payload;
    const accept = shown.any ? `v={type:${jsString(transition.type)},payload:${payload ? 'p' : '{}'}};` : '';
    const after =
      accept + (deferred ? `d[${index}]=1` : emitUpdates(updates.get(transition) ?? [], transition, anchors, context));
    const code = emitTransition(transition, after, context);
    const listeners = program.listeners.filter((one) => one.type === transition.type).length;
    const users = program.plan.dispatches ? 2 : listeners;
    const name = nextName();
    if (users < 2) works.set(transition.type, { code, payload });
    else {
      declarations.push(`${name}=${payload ? 'p' : '()'}=>{${code}}`);
      works.set(transition.type, payload ? { code: `${name}(p)`, payload } : { code: `${name}()`, name, payload });
    }
  });
  if (deferred) declarations.push(`F=()=>{${emitFlush(program, updates, anchors, context)};d={}}`);
  return { declarations, works };
}

function emitTransition(transition: Transition, after: string, context: ScriptContext): string {
  if (transition.direct) return [emitDirect(transition, context), after].filter(Boolean).join(';');
  return `let n=${emitRun(transition, context)};if(n){s=n;${after}}`;
}

function emitUpdates(
  bindings: readonly Binding[],
  transition: Transition,
  anchors: Anchors,
  context: ScriptContext,
): string {
  return bindings
    .map((binding) => {
      const place = anchors.node(binding);
      return emitCertainUpdate(binding, place, transition, context) ?? emitUpdate(binding, place, context);
    })
    .join(';');
}

/** Shows what any of several transitions wrote. */
function emitFlush(
  program: Program,
  updates: ReturnType<typeof updatesOf>,
  anchors: Anchors,
  context: ScriptContext,
): string {
  const flags = new Map<Binding, string[]>();
  program.transitions.forEach((transition, index) => {
    for (const binding of updates.get(transition) ?? [])
      flags.set(binding, [...(flags.get(binding) ?? []), `d[${index}]`]);
  });
  const statements = program.bindings.flatMap((binding) => {
    const tests = flags.get(binding);
    if (!tests) return [];
    const update = emitUpdate(binding, anchors.node(binding), context);
    return [tests.length > 1 ? `(${tests.join('||')})&&${update}` : `${tests[0]}&&${update}`];
  });
  return statements.join(';');
}

function emitListeners(
  program: Program,
  anchors: Anchors,
  context: ScriptContext,
  works: ReadonlyMap<string, Work>,
  nested: ReadonlySet<string>,
) {
  const statements: string[] = [];
  const groups = new Map<string, string[]>();
  program.listeners.forEach((listener) => {
    const work = works.get(listener.type);
    if (!work) return;
    const place = anchors.element(listener.element);
    if (listener.bubbles && nested.has(listener.dom)) {
      const entry = `[${place},${emitDelegated(listener, place, work, context)}]`;
      groups.set(listener.dom, [...(groups.get(listener.dom) ?? []), entry]);
      return;
    }
    const whole: Work = nested.size ? { code: `${work.code};F()`, payload: work.payload } : work;
    statements.push(emitAttach(listener, place, emitHandler(listener, place, whole, context), context));
  });
  for (const [dom, entries] of groups) {
    statements.push(`${context.use('delegate')}(${anchors.top},${jsString(dom)},new Map([${entries.join()}]),F)`);
  }
  return statements;
}
