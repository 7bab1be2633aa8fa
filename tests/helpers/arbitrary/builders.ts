import fc from 'fast-check';
import type { JsonObject, PlanNode } from '../../../src/plan/types.ts';
import { element } from './controls.ts';
import { bindings, commonProps, merged } from './props.ts';

/** Bindings of an inner element. */
export const mouse = bindings(
  'onClick',
  'onMouseOver',
  'onMouseEnter',
  'onDoubleClick',
  'onContextMenu',
  'onPointerUp',
);
/** Bindings of a container. */
export const outer = bindings('onClick', 'onInput', 'onChange', 'onFocusIn', 'onKeyUp', 'onMouseDown');
/** Props of an inner element. */
export const plain = fc.oneof(
  { weight: 2, arbitrary: commonProps },
  { weight: 1, arbitrary: merged(commonProps, mouse) },
);
/** Props of a container. */
export const container = fc.oneof(
  { weight: 1, arbitrary: commonProps },
  { weight: 1, arbitrary: merged(commonProps, outer) },
);

/** An element with generated props and children. */
export const build = (tag: string, props: fc.Arbitrary<JsonObject>, children: fc.Arbitrary<PlanNode[]>) =>
  fc.tuple(props, children).map(([own, nodes]) => element(tag, own, nodes));
/** Up to three nodes, or as many as said. */
export const many = (item: fc.Arbitrary<PlanNode>, maxLength = 3, minLength = 0) =>
  fc.array(item, { minLength, maxLength });
