import type { NodeDefinition } from './node.ts';

/** An element of HTML, SVG or MathML. */
export const element: NodeDefinition = {
  type: 'element',
  summary: 'An element `tag` with attributes, styles and events in `props`.',
  properties: { tag: { type: 'string' }, props: { type: 'object' }, children: { type: 'array' } },
  required: ['tag'],
  names: ['tag'],
  slots: ['children'],
};
