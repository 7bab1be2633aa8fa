import fc from 'fast-check';
import type { Action, Json, JsonObject } from '../../../src/plan/types.ts';
import { runTransition } from '../oracle/actions.ts';
import { dataText } from './strings.ts';

const PIXEL = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';

/** Addresses that arrive through state, good and bad. */
export const URLS = [
  '#part',
  '',
  '/local?q=javascript:1',
  'https://docs.example/',
  'javascript:alert(1)',
  'java\nscript:1',
  'mailto:a@b.example',
  '\\\\host',
  'https://u:p@h.example/',
];
/** Picture addresses that arrive through state. */
export const PICTURES = [PIXEL, 'data:image/svg+xml,<svg/>', 'javascript:1', 'https://evil.example/p.png'];
/** CSS values that arrive through state. */
export const COLOURS = [
  'red',
  '#00f',
  'rgb(1, 2, 3)',
  'nonsense!',
  'red; margin: 9px',
  'url(https://evil.example/)',
  '',
  'var(--nope)',
];

/** A state with every type that the language knows, so that most paths below exist. */
export const initialState: fc.Arbitrary<JsonObject> = fc.record({
  n: fc.oneof(fc.integer({ min: -3, max: 1200 }), fc.constantFrom(0.1, 1e21, 5e-7)),
  m: fc.integer({ min: 0, max: 3 }),
  ok: fc.boolean(),
  flag: fc.boolean(),
  shown: fc.boolean(),
  s: dataText,
  typed: dataText,
  sel: fc.constantFrom('a', 'b', 'c', 'nowhere'),
  nil: fc.constant(null),
  list: fc.array(fc.oneof(fc.integer({ max: 9, min: 0 }), dataText), { maxLength: 3 }),
  items: fc.array(fc.record({ done: fc.boolean(), label: dataText }), { minLength: 1, maxLength: 3 }),
  user: fc.record({ name: dataText, tags: fc.array(dataText, { maxLength: 2 }) }),
  url: fc.constantFrom('#part', '/local', ''),
  pic: fc.constant(PIXEL),
  colour: fc.constantFrom('red', '#00f', 'rgb(1, 2, 3)'),
  size: fc.integer({ min: 0, max: 20 }),
  note: fc.constantFrom('plain', 'nul\0char', 'naïve 日本 😀', 'a\rb'),
  größe: fc.constant('unicode'),
}) as fc.Arbitrary<JsonObject>;

/** Paths that templates and references read; some are missing. */
export const READS = [
  'n',
  'state.n',
  'm',
  'ok',
  'flag',
  's',
  'state.s',
  'typed',
  'nil',
  'nil.x',
  'list',
  'list.0',
  'list.9',
  'list.length',
  's.length',
  'items',
  'items.0.done',
  'items.0.label',
  'items.1.label',
  'items.length',
  'user',
  'user.name',
  'user.tags.0',
  'größe',
  'missing',
  'made.up.deep',
  'toString',
  'event',
  'event.type',
  'event.payload',
  'event.payload.value',
  'event.payload.who',
  'event.payload.checked',
  'event.payload.values',
  'context.user.name',
  'context.items.0',
  'context.none',
  'vars.theme',
  'vars',
  'state',
] as const;

const scalar: fc.Arbitrary<Json> = fc.oneof(fc.integer({ min: -2, max: 9 }), fc.boolean(), fc.constant(null), dataText);
const source = fc
  .constantFrom(...READS)
  .map((path): Json => ({ $from: /^(state|event|context|vars)\b/.test(path) ? path : `state.${path}` }));

/** The `value` of an action: data, references, or records of both. */
export const actionValue: fc.Arbitrary<Json> = fc.oneof(
  { weight: 3, arbitrary: scalar },
  { weight: 3, arbitrary: source },
  { weight: 1, arbitrary: fc.record({ label: fc.oneof(source, scalar), done: fc.boolean() }) as fc.Arbitrary<Json> },
  { weight: 1, arbitrary: fc.array(fc.oneof(source, scalar), { maxLength: 2 }) as fc.Arbitrary<Json> },
);

const anyPath = fc.constantFrom(
  'n',
  'm',
  's',
  'ok',
  'flag',
  'list',
  'list.0',
  'list.1',
  'list.2',
  'list.7',
  'list.x',
  'items',
  'items.0',
  'items.0.done',
  'items.0.label',
  'items.1.done',
  'items.2',
  'user',
  'user.name',
  'user.tags',
  'user.tags.0',
  'nil',
  'nil.x',
  'nil.0',
  'missing',
  'made.up.deep',
  'n.x',
  's.0',
  'größe',
);

const set = (path: string, value: Json): Action => ({ type: 'set', path, value });
const anyAction: fc.Arbitrary<Action> = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(anyPath, actionValue).map(([path, value]) => set(path, value)) },
  {
    weight: 2,
    arbitrary: fc.tuple(anyPath, actionValue).map(([path, value]): Action => ({ type: 'push', path, value })),
  },
  { weight: 2, arbitrary: anyPath.map((path): Action => ({ type: 'toggle', path })) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(anyPath, fc.constantFrom(1, -1, 0.1, 1e308))
      .map(([path, by]): Action => ({ type: 'increment', path, by })),
  },
  { weight: 1, arbitrary: anyPath.map((path): Action => ({ type: 'increment', path })) },
);

/** Actions that succeed, on the paths that properties, addresses and styles read. */
const soundAction: fc.Arbitrary<Action> = fc.oneof(
  fc.constantFrom('n', 'm', 'size').map((path): Action => ({ type: 'increment', path })),
  fc.constantFrom('ok', 'flag', 'shown', 'items.0.done').map((path): Action => ({ type: 'toggle', path })),
  fc.tuple(fc.constantFrom('s', 'typed', 'user.name', 'note'), dataText).map(([path, value]) => set(path, value)),
  fc.constantFrom('typed', 's').map((path) => set(path, { $from: 'event.payload.value' })),
  fc.constantFrom('a', 'b', 'c', 'nowhere').map((value) => set('sel', value)),
  fc.constantFrom(...URLS).map((value) => set('url', value)),
  fc.constantFrom(...PICTURES).map((value) => set('pic', value)),
  fc.constantFrom<Json[]>(...COLOURS, 7, null).map((value) => set('colour', value)),
  fc
    .tuple(fc.constantFrom('list', 'items'), actionValue)
    .map(([path, value]): Action => ({ type: 'push', path, value })),
);

/** Event types of generated plans; `nobody` has no transition, `tog` only counts, so that toggling never loops. */
export const EVENT_TYPES = ['one', 'two', 'three', 'toString', 'x-ü'] as const;

/** Transitions without an action that the build would refuse because it can never succeed. */
export function transitionsFor(initial: JsonObject): fc.Arbitrary<Record<string, Action[]>> {
  const actions = fc.array(fc.oneof({ weight: 3, arbitrary: soundAction }, { weight: 2, arbitrary: anyAction }), {
    minLength: 1,
    maxLength: 4,
  });
  const record = fc.record(Object.fromEntries(EVENT_TYPES.map((type) => [type, actions])), { requiredKeys: ['one'] });
  return record.map((transitions) =>
    possible({ ...transitions, tog: [{ type: 'increment', path: 'ticks' }] } as Record<string, Action[]>, initial),
  );
}

function possible(transitions: Record<string, Action[]>, initial: JsonObject): Record<string, Action[]> {
  const all = Object.values(transitions).flat();
  const dead = new Set(
    all.filter((action) =>
      all.filter((other) => overlaps(action.path, other.path)).every((other) => fails(other, initial)),
    ),
  );
  if (dead.size === 0) return transitions;
  const entries = Object.entries(transitions).map(
    ([type, list]) => [type, list.filter((action) => !dead.has(action))] as const,
  );
  return possible(Object.fromEntries(entries.filter(([, list]) => list.length > 0)), initial);
}

function fails(action: Action, initial: JsonObject): boolean {
  try {
    runTransition([action], { state: initial, event: undefined, context: {}, vars: {} }, 262_144);
    return false;
  } catch {
    return true;
  }
}

function overlaps(one: string, other: string): boolean {
  return `${one}.`.startsWith(`${other}.`) || `${other}.`.startsWith(`${one}.`);
}
