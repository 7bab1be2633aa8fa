import type { OutIsland, PageCode, Program, Vocabulary } from '../../program.ts';
import { type Anchors, islandName } from './anchors.ts';
import { emitValue } from './expression.ts';
import { jsObject, jsValue } from './js-value.ts';
import type { ScriptContext } from './script-context.ts';

/** What a script has for its islands: functions that show them, and the first calls. */
export interface IslandScript {
  readonly declarations: readonly string[];
  readonly statements: readonly string[];
}

/** How the script that has islands delivers events, and the expression of the node that holds its root. */
export interface IslandSurroundings {
  /** The statement that delivers an event of type `t` with payload `p`. */
  readonly dispatch: string;
  readonly container: string;
}

/**
 * The islands of a page. `L()` gives what was linked, and evaluates it at the first call, so that code which throws
 * stops nothing but its islands. `D` delivers an event of type `t` with payload `p`. Under a sandbox profile nothing is
 * evaluated here: `Z` calls a worker, or each island is a frame with the document `M`.
 */
export function emitIslands(
  program: Program,
  anchors: Anchors,
  context: ScriptContext,
  { dispatch, container }: IslandSurroundings,
): IslandScript {
  const { islands, page } = program;
  if (!page || islands.length === 0) return { declarations: [], statements: [] };
  const profile = sandboxOf(program);
  const declarations = [
    ...(profile ? [] : ['l']),
    ...(program.plan.dispatches ? [`D=(t,p)=>{${dispatch}}`] : []),
    ...(profile === 'frame' ? [`M=${jsValue(page.sandbox?.markup)}`] : emitDrawing(program, page, context)),
    ...(profile === 'worker' ? [emitWorkerCalls(program, page, container, context)] : []),
    // All marks are found before anything between them changes.
    ...islands.flatMap((one) => emitEnds(one, program, anchors)),
    ...islands.map((one) => `${islandName(one, program)}=${emitIsland(one, program, context)}`),
  ];
  const first = islands
    .filter((one) => profile === 'frame' || needsFirstCall(one, page))
    .map((one) => `${islandName(one, program)}()`);
  return { declarations, statements: first };
}

/** What ends the islands when the plan is unmounted: statements, or nothing. */
export function emitStops(program: Program): string {
  const ends = program.islands.filter((one) => isEnded(one, program));
  const worker = program.islands.length > 0 && sandboxOf(program) === 'worker' ? 'Z.end();' : '';
  return worker + ends.map((one) => `${islandName(one, program)}x?.();`).join('');
}

/** Whether an island has something of its own to end: what a component has begun, or a frame. */
function isEnded({ island }: OutIsland, program: Program): boolean {
  return island.kind === 'preact' || sandboxOf(program) === 'frame';
}

/** Where the code of a page runs, unless it is the page itself. */
export function sandboxOf({ plan }: Program): 'worker' | 'frame' | undefined {
  const profile = plan.document.capabilities?.executionProfile;
  return profile === 'sandbox-worker' ? 'worker' : profile === 'sandbox-iframe' ? 'frame' : undefined;
}

/** What shows islands where the result of plan code is drawn: `L`, unless a worker runs it, and what nodes may be. */
export function emitDrawing(program: Program, page: PageCode, context: ScriptContext): string[] {
  const kinds = new Set(program.islands.map(({ island }) => island.kind));
  return [
    ...(page.vocabulary.urls ? [`W=${jsValue(page.urlRules)}`] : []),
    ...(sandboxOf(program) === 'worker' ? [] : [`L=()=>${emitLoad(page, kinds.has('preact'), context)}`]),
    ...(kinds.has('nodes') ? emitNodeEnv(program, page, context) : []),
  ];
}

function emitWorkerCalls(program: Program, page: PageCode, container: string, context: ScriptContext): string {
  const given = [jsValue(page.sandbox?.markup), container, limitOf(program), context.report()];
  return `Z=${context.use('callWorker')}(${given.join()})`;
}

function limitOf({ plan }: Program): string {
  return jsValue(plan.document.capabilities?.maxExecutionMs ?? DEFAULT_MILLISECONDS);
}

const DEFAULT_MILLISECONDS = 1500;

/** Handlers must be attached, and what is not there must be made; nodes that only show something are there already. */
function needsFirstCall({ island }: OutIsland, { vocabulary }: PageCode): boolean {
  return (
    !island.prerendered || island.kind === 'preact' || vocabulary.live || Object.keys(vocabulary.events).length > 0
  );
}

function emitEnds(one: OutIsland, program: Program, anchors: Anchors): string[] {
  const name = islandName(one, program);
  const stops = program.open && isEnded(one, program) ? [`${name}x`] : [];
  return [`${name}s=${anchors.mark(one.start)}`, `${name}e=${anchors.mark(one.end)}`, ...stops];
}

function emitIsland(one: OutIsland, program: Program, context: ScriptContext): string {
  const { props, children } = one;
  const name = islandName(one, program);
  const place = {
    start: `${name}s`,
    end: `${name}e`,
    roots: `()=>(${emitRoots(program)})`,
    stop: program.open ? `${name}x` : '',
  };
  const draw =
    sandboxOf(program) === 'frame' ? emitFrame(one, place, program, context) : emitDraw(one, place, program, context);
  const values = [props, children].map((value) => emitValue(value, context, { kind: 'applied' }).code);
  return `${context.use('island')}(${draw},()=>[${values.join()}],${context.report()})`;
}

/** The expressions of the two ends of an island, and of the roots at any moment; and the name of what ends it, if it is ended. */
export interface DrawPlace {
  readonly start: string;
  readonly end: string;
  readonly roots: string;
  readonly stop: string;
}

/** The function that makes the one which shows an island. */
export function emitDraw(one: OutIsland, place: DrawPlace, program: Program, context: ScriptContext): string {
  const { island } = one;
  const index = useOf(one, program);
  if (island.kind === 'preact') return emitDrawPreact(one, index, place, program, context);
  const code = sandboxOf(program) === 'worker' ? `Z.of(${index})` : `L().c${index}`;
  const given = [place.start, place.end, code, place.roots, 'N', ...(island.node ? [] : ['1'])];
  return `()=>${context.use('drawNodes')}(${given.join()})`;
}

/** An island in a frame of its own: there it is one of the frame's islands, by its number. */
function emitFrame(
  one: OutIsland,
  { start, end, roots, stop }: DrawPlace,
  program: Program,
  context: ScriptContext,
): string {
  const job = jsObject([
    ['start', start],
    ['end', end],
    ['markup', 'M'],
    ['use', String(program.islands.indexOf(one))],
    ['roots', roots],
    ['limit', limitOf(program)],
    ['report', context.report()],
    ...(program.plan.dispatches ? ([['deliver', 'D']] as const) : []),
  ]);
  const made = `${context.use('frameIsland')}(${job})`;
  return stop ? `()=>{let f=${made};${stop}=f.end;return f}` : `()=>${made}`;
}

function useOf({ island }: OutIsland, { page }: Program): number {
  const { uses } = page as PageCode;
  return uses.findIndex((use) => use.module === island.module && use.exportName === island.exportName);
}

/** What plan code is given of the page. */
function emitRoots({ open, transitions, live, context, vars, state, bindings }: Program): string {
  const isKept = open || transitions.length > 0;
  const shows = open || bindings.some((one) => one.kind === 'island' && one.reads);
  return jsObject([
    ['context', live ? 'c' : jsValue(context)],
    ['vars', live ? 'h' : jsValue(vars)],
    ['state', isKept ? 's' : jsValue(state.initial)],
    ['event', isKept && shows ? 'v??null' : 'null'],
  ]);
}

function emitNodeEnv(program: Program, page: PageCode, context: ScriptContext): string[] {
  const { vocabulary } = page;
  const { fields } = program.plan.policy;
  const report = context.report();
  const members: (readonly [string, string])[] = [
    ['report', report],
    ...(Object.keys(vocabulary.names).length ? [['names', jsValue(vocabulary.names)] as const] : []),
    ['refused', emitRefused(vocabulary)],
    ['tags', `/^(${vocabulary.tags.join('|')})$/`],
    ['attribute', emitAttribute(page, context)],
    ...(vocabulary.style ? [['style', `(e,x)=>${context.use('givenStyle')}(e,x,${report})`] as const] : []),
    ...(Object.keys(vocabulary.events).length ? [['listen', emitListen(page, context)] as const] : []),
    ...(vocabulary.live ? [['live', context.use('givenLive')] as const] : []),
    ...(expands(program) ? [['expand', emitExpand(program, page, context)] as const] : []),
    ['maxNodes', jsValue(fields['maxNodeCount'])],
    ['maxDepth', jsValue(fields['maxTreeDepth'])],
  ];
  return [`N=${jsObject(members)}`];
}

/** Names of attributes that are checked, where the code has a word for one; what else has no meaning does nothing. */
function emitRefused({ urls, targets }: Vocabulary): string {
  const urlNames = '^(?!data-).*(href|src|cite|longdesc|background|l:base|action|usemap)|^p(ing|oster)$|';
  return `/^on|^style$|^data-rf|${urls ? '' : urlNames}${targets ? '' : '^target$|'}[^\\w:.-]/`;
}

function emitAttribute({ vocabulary }: PageCode, context: ScriptContext): string {
  const report = context.report();
  const plain = `${context.use('givenAttribute')}(e,n,x,${jsValue(vocabulary.kinds)},${report})`;
  const set = vocabulary.targets ? `${context.use('givenTarget')}(e,n,x,${report})||${plain}` : plain;
  if (!vocabulary.urls) return `(e,n,x)=>{${set}}`;
  const refuses = `${context.use('refusesUrl')}(e.localName,e.namespaceURI,n,x,W)`;
  return `(e,n,x)=>{${refuses}?(e.removeAttribute(n),${report}({name:"url-blocked",path:n})):${set}}`;
}

/** Handlers are delivered like those of the plan's own elements, with the live fields of their event. */
function emitListen({ vocabulary }: PageCode, context: ScriptContext): string {
  const fields = emitFields(Object.values(vocabulary.events), context);
  const deliver = fields === '{}' ? 'D' : `(t,y,x)=>{D(t,{...${fields},...y})}`;
  const bind = `n&&typeof b!="function"?${context.use('givenEvent')}(e,n,b,${deliver}):${context.report()}({name:"binding-shape",path:p})`;
  return `(e,p,b)=>{let n=(${jsValue(vocabulary.events)})[p];${bind}}`;
}

function emitFields(events: readonly string[], context: ScriptContext): string {
  const has = (test: RegExp) => events.some((event) => test.test(event));
  let code = '{}';
  if (has(/^toggle$/)) code = `x.type=="toggle"?{open:x.target.open}:${code}`;
  if (has(CONTROL)) code = `${CONTROL}.test(x.type)?${context.use('controlFields')}(x):${code}`;
  if (has(/^(submit|reset)$/)) code = `/^(submit|reset)$/.test(x.type)?${context.use('formFields')}(x):${code}`;
  if (has(/^key/)) code = `/^key/.test(x.type)?${context.use('keyFields')}(x):${code}`;
  return code === '{}' ? code : `(${code})`;
}

const CONTROL = /^(input|change|focus|blur)/;

/** Components among the nodes that plan code gives (spec 7.1): those that the plan names itself, within its budget. */
function emitExpand({ plan }: Program, page: PageCode, context: ScriptContext): string {
  return `(o,c)=>${context.use('expandComponents')}(o,${emitComponents(page)},${maxCalls(plan)},c)`;
}

function emitComponents({ uses, vocabulary }: PageCode): string {
  const named = vocabulary.components ? uses : [];
  return jsObject(named.map((use, i) => [`${use.module} ${use.exportName}`, `L().c${i}`]));
}

/** A worker calls the components in its output itself. */
function expands(program: Program): boolean {
  return usesComponents(program) && sandboxOf(program) !== 'worker';
}

/** Calls of components that one pass may make (spec 8.2). */
export function maxCalls({ document }: Program['plan']): number {
  return document.capabilities?.maxComponentInvocations ?? 200;
}

/** Whether components can stand in what plan code gives. */
export function usesComponents({ page, islands }: Program): boolean {
  return page?.vocabulary.components === true && islands.some(({ island }) => island.kind === 'nodes');
}

/** Mounts a component with the props and children of the moment; the source of a plan gets the roots (spec 7.3). */
function emitDrawPreact(
  { island }: OutIsland,
  index: number,
  { start, end, roots, stop }: DrawPlace,
  program: Program,
  context: ScriptContext,
): string {
  // What stands in the page was rendered by the same code; a frame begins empty.
  const adopts = island.prerendered && !sandboxOf(program) ? 1 : 0;
  const mount = `p(${start},${end},${adopts},${context.report()})`;
  const head = `()=>{let{p,h,t,c${index}:c}=L(),f=${mount};${stop ? `${stop}=()=>f(null);` : ''}return`;
  if (island.node === undefined) return `${head}()=>f(typeof c=="function"?h(c,(${roots})()):c)}`;
  const hasChildren = (island.node.children ?? []).length > 0;
  return hasChildren
    ? `${head}(a,b)=>f(h(c,a,...t(b,${VNODE_LISTENER},${emitComponents(program.page as PageCode)})))}`
    : `${head} a=>f(h(c,a))}`;
}

const VNODE_LISTENER = 'b=>()=>{D(b.type??b,{...b.payload})}';

/** Evaluates what was linked at the first call, and guards what Preact writes where it has the words for it. */
function emitLoad({ vocabulary, guarded: ticks }: PageCode, preact: boolean, context: ScriptContext): string {
  const { program } = context;
  const styled = preact && !sandboxOf(program) && program.elements.some((one) => one.foreign && one.style.length > 0);
  const guarded = preact && (vocabulary.urls || vocabulary.markup);
  if (!styled && !guarded && !ticks) return 'l??=J()';
  const name = `(${jsValue(vocabulary.names)})[p]??p.toLowerCase()`;
  const refuses = vocabulary.urls ? `,(t,p,x)=>${context.use('refusesUrl')}(t,null,${name},x,W)` : '';
  const guard = guarded ? `;l.g(${context.report()}${refuses})` : '';
  return `{if(!l){l=J()${guard}${styled ? ';l.y?.()' : ''}${ticks ? `;l.w(${context.report()})` : ''}}return l}`;
}

/** The function in which linked code is evaluated: it stands outside of everything else, and sees nothing but itself. */
export function emitLinked({ page, islands }: Program): string {
  return page && islands.length > 0 && !page.sandbox ? `let J=()=>${page.code};` : '';
}
