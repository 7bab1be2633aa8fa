import type { NodeDefinition } from './node.ts';

/** A node whose content comes from an export of a module. */
export const component: NodeDefinition = {
  type: 'component',
  summary: 'Shows what the export `exportName` of `module` makes of `props` and `children`.',
  properties: {
    module: { type: 'string' },
    exportName: { type: 'string' },
    props: { type: 'object' },
    children: { type: 'array' },
  },
  required: ['module'],
  names: ['module', 'exportName'],
  slots: ['children'],
};
