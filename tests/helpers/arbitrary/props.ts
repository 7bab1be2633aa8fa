import fc from 'fast-check';
import type { Json, JsonObject } from '../../../src/plan/types.ts';
import { EVENT_TYPES, READS } from './state.ts';
import { literalText } from './strings.ts';

/** A whole-string template over any path. */
export const anyRead: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom(...READS), fc.constantFrom('', ' ', '\n'))
  .map(([path, space]) => `{{${space}${path}${space}}}`);

/** Text of a node or an attribute: literals, templates and escaped braces in any mixture. */
export const templateText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: literalText },
      { weight: 4, arbitrary: anyRead },
      { weight: 1, arbitrary: fc.constantFrom('\\{{n}}', '\\\\{{n}}', '\\\\\\{{n}}', '${HOME}', '${{n}}') },
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((parts) => parts.join('|'));

const flag: fc.Arbitrary<Json> = fc.constantFrom<Json[]>(
  true,
  false,
  '{{ok}}',
  '{{flag}}',
  '{{items.0.done}}',
  '{{missing}}',
  '{{n}}',
  '{{s}}',
  null,
);
const styleString = fc.constantFrom(
  'color: red; margin-top: 3px',
  'color: {{colour}}',
  'color: blue; background-color: {{colour}}; padding-left: 2px',
  'margin-top: 9px; margin: {{size}}px',
  '--accent: {{colour}}; opacity: 0.5',
);
const styleObject = fc.record(
  {
    color: fc.constantFrom<Json[]>('green', '{{colour}}', '{{nil}}'),
    marginTop: fc.constantFrom<Json[]>(4, 0, '{{size}}', '2px'),
    lineHeight: fc.constantFrom<Json[]>(2, '{{size}}'),
    zIndex: fc.constantFrom<Json[]>(3, '{{m}}'),
    'padding-left': fc.constantFrom<Json[]>('1px', '{{size}}px'),
    '--gap': fc.constantFrom<Json[]>(5, '{{size}}', '{{note}}'),
    opacity: fc.constantFrom<Json[]>(0.25, '{{colour}}', null, false),
  },
  { requiredKeys: [] },
);

/** Props that every element may have. */
export const commonProps: fc.Arbitrary<JsonObject> = fc.record(
  {
    className: fc.constantFrom('card', 'card {{s}}', 'a b-{{ok}}', '{{missing}}', '{{user.name}}'),
    title: templateText,
    hidden: fc.constantFrom<Json[]>(false, false, '{{missing}}', 'until-found', '{{shown}}'),
    'data-x': fc.oneof<fc.Arbitrary<Json>[]>(flag, templateText),
    'aria-expanded': flag,
    lang: fc.constantFrom('en', 'fr'),
    tabIndex: fc.constantFrom(0, -1),
    draggable: flag,
    translate: fc.constantFrom<Json[]>(true, false, '{{ok}}', '{{n}}'),
    inert: fc.constantFrom<Json[]>(false, '{{missing}}'),
    key: fc.constant('k'),
    style: fc.oneof<fc.Arbitrary<Json>[]>(styleString, styleObject as fc.Arbitrary<Json>),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<JsonObject>;

const payload: fc.Arbitrary<JsonObject> = fc.record(
  {
    who: fc.oneof<fc.Arbitrary<Json>[]>(anyRead, literalText),
    value: anyRead,
    deep: fc.record({
      list: fc.array(fc.oneof<fc.Arbitrary<Json>[]>(anyRead, fc.integer({ min: 0, max: 3 })), { maxLength: 2 }),
    }) as fc.Arbitrary<Json>,
  },
  { requiredKeys: [] },
) as fc.Arbitrary<JsonObject>;

const eventType = fc.constantFrom(...EVENT_TYPES, 'nobody');
const binding: fc.Arbitrary<Json> = fc.oneof<fc.Arbitrary<Json>[]>(
  eventType,
  fc.tuple(eventType, payload).map(([type, data]): Json => ({ type, payload: data })),
);

/** Bindings of some of the given props. */
export function bindings(...props: readonly string[]): fc.Arbitrary<JsonObject> {
  const model = Object.fromEntries(props.map((prop) => [prop, binding]));
  return fc.record(model, { requiredKeys: [] }) as fc.Arbitrary<JsonObject>;
}

/** A binding of a prop that fires by itself when a transition changes the page; it only counts. */
export function counting(prop: string): fc.Arbitrary<JsonObject> {
  return fc.constantFrom<JsonObject[]>({}, { [prop]: 'tog' });
}

/** All props of one element, later ones winning. */
export function merged(...parts: readonly fc.Arbitrary<JsonObject>[]): fc.Arbitrary<JsonObject> {
  return fc.tuple(...parts).map((objects) => Object.assign({}, ...objects) as JsonObject);
}
