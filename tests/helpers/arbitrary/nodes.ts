import fc from 'fast-check';
import type { Json, JsonObject, PlanNode } from '../../../src/plan/types.ts';
import { build, container, many, plain } from './builders.ts';
import { buttonProps, control, detailsProps, element, textNode } from './controls.ts';
import { bindings, commonProps, merged } from './props.ts';
import { chart } from './svg.ts';

/** Where a node stands: what the HTML content model forbids there. */
interface Place {
  readonly depth: number;
  readonly inForm: boolean;
  readonly interactive: boolean;
}

function phrasing(place: Place): fc.Arbitrary<PlanNode> {
  const leaf = [textNode, build('br', fc.constant({}), fc.constant([])), picture];
  if (place.depth <= 0) return fc.oneof(...leaf);
  const inner = { ...place, depth: place.depth - 1 };
  const still = { ...inner, interactive: false };
  const nested = [
    build('span', plain, many(lazily(() => phrasing(inner)))),
    build(
      'em',
      plain,
      many(
        lazily(() => phrasing(inner)),
        2,
      ),
    ),
    lazily(() => chart),
  ];
  const interactive = [
    control,
    build(
      'button',
      buttonProps,
      many(
        lazily(() => phrasing(still)),
        2,
        1,
      ),
    ),
    build(
      'a',
      linkProps,
      many(
        lazily(() => phrasing(still)),
        2,
      ),
    ),
    build(
      'label',
      plain,
      fc.tuple(textNode, control).map((nodes) => [...nodes]),
    ),
  ];
  return fc.oneof(...leaf, ...nested, ...(place.interactive ? [...interactive, ...interactive] : []));
}

function flow(place: Place): fc.Arbitrary<PlanNode> {
  const words = phrasing({ ...place, depth: Math.min(place.depth, 2) });
  if (place.depth <= 0) return words;
  const inner = { ...place, depth: place.depth - 1 };
  const blocks = [
    build('div', container, many(lazily(() => flow(inner)))),
    build('section', container, many(lazily(() => flow(inner)))),
    build('p', plain, many(words)),
    build('h1', plain, many(words, 1)),
    build('pre', plain, many(textNode, 2)),
    build(
      'ul',
      container,
      many(
        build(
          'li',
          plain,
          many(
            lazily(() => flow(inner)),
            2,
          ),
        ),
      ),
    ),
    lazily(() => details(inner)),
    build(
      'dialog',
      dialogProps,
      many(
        lazily(() => flow(inner)),
        2,
      ),
    ),
    lazily(() => fieldset(inner)),
    table,
  ];
  const form = place.inForm
    ? []
    : [
        build(
          'form',
          formProps,
          many(
            lazily(() => flow({ ...inner, inForm: true })),
            4,
            1,
          ),
        ),
      ];
  return fc.oneof(words, words, ...blocks, ...form, ...form);
}

function details(place: Place): fc.Arbitrary<PlanNode> {
  const summary = build('summary', fc.oneof(commonProps, bindings('onClick')), many(textNode, 1, 1));
  return fc
    .tuple(detailsProps, summary, many(flow(place), 2))
    .map(([props, head, rest]) => element('details', props, [head, ...rest]));
}

function fieldset(place: Place): fc.Arbitrary<PlanNode> {
  const legend = build('legend', plain, many(fc.oneof(textNode, control), 2, 1));
  const props = fc.constantFrom<JsonObject[]>({}, { disabled: '{{flag}}' }, { disabled: true });
  return fc
    .tuple(props, legend, many(flow(place), 2))
    .map(([own, head, rest]) => element('fieldset', own, [head, ...rest]));
}

const linkProps = merged(
  plain,
  fc.record(
    {
      href: fc.constantFrom(
        '#part',
        '#',
        '',
        '{{url}}',
        '/q?x={{s}}',
        'https://docs.example/{{s}}',
        'mailto:a@b.example',
      ),
      target: fc.constantFrom('_blank', '_self'),
      rel: fc.constantFrom('author', 'nofollow'),
    },
    { requiredKeys: [] },
  ) as fc.Arbitrary<JsonObject>,
);
const formProps = merged(
  bindings('onSubmit', 'onReset', 'onInput', 'onChange', 'onClick'),
  fc.constantFrom<JsonObject[]>({}, { noValidate: true }),
);
const dialogProps = fc.constantFrom<JsonObject[]>(
  {},
  { open: '{{ok}}' },
  { open: true },
  { open: '{{flag}}', onClose: 'tog' },
);

const picture = fc
  .constantFrom<Json[]>('{{pic}}', 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7')
  .map((src) => element('img', { src, alt: 'pixel', width: 8 }));

const cell = build('td', plain, many(textNode, 2));
const row = build('tr', plain, many(cell, 3, 1));
const table = build(
  'table',
  container,
  fc
    .tuple(build('thead', fc.constant({}), many(row, 1)), build('tbody', plain, many(row, 2)))
    .map((parts) => [...parts]),
);

function lazily(make: () => fc.Arbitrary<PlanNode>): fc.Arbitrary<PlanNode> {
  return fc.constant(null).chain(make);
}

/** The root of a generated plan. */
export const rootNode: fc.Arbitrary<PlanNode> = fc.oneof(
  {
    weight: 20,
    arbitrary: build(
      'main',
      container,
      many(
        lazily(() => flow({ depth: 3, inForm: false, interactive: true })),
        5,
        1,
      ),
    ),
  },
  { weight: 1, arbitrary: textNode },
  { weight: 1, arbitrary: chart },
);
