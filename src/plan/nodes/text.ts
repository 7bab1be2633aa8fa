import type { NodeDefinition } from './node.ts';

/** Text; its value is a template. */
export const text: NodeDefinition = {
  type: 'text',
  summary: 'Shows `value`, in which templates are expanded.',
  properties: { value: { type: 'string' } },
  required: ['value'],
  names: [],
  slots: [],
};
