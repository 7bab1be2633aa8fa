import type { OutIsland, PageCode, Program } from '../../program.ts';
import { type Anchors, islandName } from './anchors.ts';
import { emitValue } from './expression.ts';
import { jsObject, jsValue } from './js-value.ts';
import type { ScriptContext } from './script-context.ts';

/** What a script has for its islands: functions that show them, and the first calls. */
export interface IslandScript {
  readonly declarations: readonly string[];
  readonly statements: readonly string[];
}

/**
 * The islands of a page. `L()` gives what was linked, and evaluates it at the first call, so that code which throws
 * stops nothing but its islands. `D` delivers an event of type `t` with payload `p`, by the statement `dispatch`.
 */
export function emitIslands(
  program: Program,
  anchors: Anchors,
  context: ScriptContext,
  dispatch: string,
): IslandScript {
  const { islands, page } = program;
  if (!page || islands.length === 0) return { declarations: [], statements: [] };
  const kinds = new Set(islands.map(({ island }) => island.kind));
  const declarations = [
    'l',
    ...(program.plan.dispatches ? [`D=(t,p)=>{${dispatch}}`] : []),
    ...(page.vocabulary.urls ? [`W=${jsValue(page.urlRules)}`] : []),
    `L=()=>${emitLoad(page, kinds.has('preact'), context)}`,
    ...(kinds.has('nodes') ? emitNodeEnv(program, page, context) : []),
    // All marks are found before anything between them changes.
    ...islands.flatMap((one) => emitEnds(one, program, anchors)),
    ...islands.map((one) => `${islandName(one, program)}=${emitIsland(one, program, context)}`),
  ];
  const first = islands.filter((one) => needsFirstCall(one, page)).map((one) => `${islandName(one, program)}()`);
  return { declarations, statements: first };
}

/** What ends the islands when the plan is unmounted: statements, or nothing. */
export function emitStops(program: Program): string {
  const stopped = program.islands.filter(({ island }) => island.kind === 'preact');
  return stopped.map((one) => `${islandName(one, program)}x?.();`).join('');
}

/** Handlers must be attached, and what is not there must be made; nodes that only show something are there already. */
function needsFirstCall({ island }: OutIsland, { vocabulary }: PageCode): boolean {
  return !island.prerendered || island.kind === 'preact' || Object.keys(vocabulary.events).length > 0;
}

function emitEnds(one: OutIsland, program: Program, anchors: Anchors): string[] {
  const name = islandName(one, program);
  const stops = program.open && one.island.kind === 'preact' ? [`${name}x`] : [];
  return [`${name}s=${anchors.mark(one.start)}`, `${name}e=${anchors.mark(one.end)}`, ...stops];
}

function emitIsland(one: OutIsland, program: Program, context: ScriptContext): string {
  const { island, props, children } = one;
  const { uses } = program.page as PageCode;
  const index = uses.findIndex((use) => use.module === island.module && use.exportName === island.exportName);
  const name = islandName(one, program);
  const ends = `${name}s,${name}e,L().c${index}`;
  const isSource = island.node === undefined;
  const roots = `()=>(${emitRoots(program)})`;
  const draw =
    island.kind === 'preact'
      ? emitDrawPreact(one, index, program, context)
      : `()=>${context.use('drawNodes')}(${ends},${roots},E${isSource ? ',1' : ''})`;
  const values = [props, children].map((value) => emitValue(value, context, { kind: 'applied' }).code);
  const counted = usesComponents(program) ? `(k=0,[${values.join()}])` : `[${values.join()}]`;
  return `${context.use('island')}(${draw},()=>${counted},${context.report()})`;
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
    ['refused', REFUSED],
    ['tags', `/^(${vocabulary.tags.join('|')})$/`],
    ['attribute', emitAttribute(page, context)],
    ...(vocabulary.style ? [['style', `(e,x)=>${context.use('givenStyle')}(e,x,${report})`] as const] : []),
    ...(Object.keys(vocabulary.events).length ? [['listen', emitListen(page, context)] as const] : []),
    ...(usesComponents(program) ? [['component', emitComponent(program, page)] as const] : []),
    ['maxNodes', jsValue(fields['maxNodeCount'])],
    ['maxDepth', jsValue(fields['maxTreeDepth'])],
  ];
  return [...(usesComponents(program) ? ['k=0'] : []), `E=${jsObject(members)}`];
}

/** What else has no meaning as an attribute does nothing there. */
const REFUSED = '/^on|^style$|^data-rf|[^\\w:.-]/';

function emitAttribute({ vocabulary }: PageCode, context: ScriptContext): string {
  const report = context.report();
  const set = `${context.use('givenAttribute')}(e,n,x,${jsValue(vocabulary.kinds)},${report})`;
  const live = vocabulary.live ? `;${context.use('givenLive')}(e,n,x)` : '';
  if (!vocabulary.urls) return `(e,n,x)=>{${set}${live}}`;
  const refuses = `${context.use('refusesUrl')}(e.localName,e.namespaceURI,n,x,W)`;
  return `(e,n,x)=>{${refuses}?${report}({name:"url-blocked",path:n}):${set}${live}}`;
}

/** Handlers are delivered like those of the plan's own elements, with the live fields of their event. */
function emitListen({ vocabulary }: PageCode, context: ScriptContext): string {
  const fields = emitFields(Object.values(vocabulary.events), context);
  const deliver = fields === '{}' ? 'D' : `(t,y,x)=>{D(t,{...${fields},...y})}`;
  const bind = `n?${context.use('givenEvent')}(e,n,b,${deliver}):${context.report()}({name:"binding-shape",path:p})`;
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
function emitComponent({ plan }: Program, { uses }: PageCode): string {
  const table = jsObject(uses.map((use, i) => [`${use.module} ${use.exportName}`, `()=>L().c${i}`]));
  const limit = plan.document.capabilities?.maxComponentInvocations ?? 200;
  const over = `if(++k>${limit})throw{failure:"max-component-invocations"}`;
  return `n=>{${over};let f=(${table})[n.module+" "+(n.exportName??"default")];if(!f)throw{failure:"component-failed"};return f()(n.props??{},{},n.children??[])}`;
}

function usesComponents({ page, islands }: Program): boolean {
  return page?.vocabulary.components === true && islands.some(({ island }) => island.kind === 'nodes');
}

/** Mounts a component with the props and children of the moment; the source of a plan gets the roots (spec 7.3). */
function emitDrawPreact({ island }: OutIsland, index: number, program: Program, context: ScriptContext): string {
  const name = `i${program.islands.findIndex((one) => one.island === island)}`;
  // What a component has begun, it ends when the plan is unmounted.
  const stop = program.open ? `${name}x=()=>f(null),` : '';
  const mount = `p(${name}s,${name}e,${island.prerendered ? 1 : 0},${context.report()})`;
  const head = `()=>{let{p,h,t,c${index}:c}=L(),f=${mount};${stop ? `${stop.slice(0, -1)};` : ''}return`;
  if (island.node === undefined) return `${head}()=>f(typeof c=="function"?h(c,${emitRoots(program)}):c)}`;
  const hasChildren = (island.node.children ?? []).length > 0;
  return hasChildren ? `${head}(a,b)=>f(h(c,a,...t(b,${VNODE_LISTENER})))}` : `${head} a=>f(h(c,a))}`;
}

const VNODE_LISTENER = 'b=>()=>{D(b.type??b,{...b.payload})}';

/** Evaluates what was linked at the first call, and guards what Preact writes where it has the words for it. */
function emitLoad({ vocabulary, guarded: ticks }: PageCode, preact: boolean, context: ScriptContext): string {
  const { program } = context;
  const styled = preact && program.elements.some((one) => one.foreign && one.style.length > 0);
  const guarded = preact && (vocabulary.urls || vocabulary.markup);
  if (!styled && !guarded && !ticks) return 'l??=J()';
  const name = `(${jsValue(vocabulary.names)})[p]??p.toLowerCase()`;
  const refuses = vocabulary.urls ? `,(t,p,x)=>${context.use('refusesUrl')}(t,null,${name},x,W)` : '';
  const guard = guarded ? `;l.g(${context.report()}${refuses})` : '';
  return `{if(!l){l=J()${guard}${styled ? ';l.y?.()' : ''}${ticks ? `;l.w(${context.report()})` : ''}}return l}`;
}

/** The function in which linked code is evaluated: it stands outside of everything else, and sees nothing but itself. */
export function emitLinked({ page, islands }: Program): string {
  return page && islands.length > 0 ? `let J=()=>${page.code};` : '';
}
