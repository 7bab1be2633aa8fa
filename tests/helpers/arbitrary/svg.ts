import fc from 'fast-check';
import type { Json, JsonObject } from '../../../src/plan/types.ts';
import { build, many, mouse, outer, plain } from './builders.ts';
import { textNode } from './controls.ts';
import { merged, templateText } from './props.ts';

const shape = fc.oneof(
  build('circle', merged(mouse, svgProps()), fc.constant([])),
  build('rect', merged(plain, svgProps()), fc.constant([])),
  build('text', svgProps(), many(textNode, 2)),
  build('title', fc.constant({}), many(textNode, 1)),
  build('linearGradient', fc.constant({ id: 'shade', gradientUnits: 'userSpaceOnUse' } as JsonObject), fc.constant([])),
);
/** A drawing with shapes, text and a gradient. */
export const chart = build(
  'svg',
  fc.constant({ viewBox: '0 0 10 10', width: 20, role: 'img' } as JsonObject),
  many(fc.oneof(shape, build('g', outer, many(shape, 2)))),
);

function svgProps(): fc.Arbitrary<JsonObject> {
  return fc.record(
    {
      fill: fc.constantFrom('url(#shade)', 'red', '{{colour}}'),
      strokeWidth: fc.constantFrom<Json[]>(2, '{{size}}'),
      x: fc.constantFrom<Json[]>(1, '{{m}}'),
      r: fc.constantFrom<Json[]>(3, '{{m}}'),
      'data-label': templateText,
    },
    { requiredKeys: [] },
  ) as fc.Arbitrary<JsonObject>;
}
