import { MODULE_TYPES } from '../layout/module-types.ts';
import type { Target } from './target.ts';

/** An ES module that mounts the plan into an element of somebody else's page. */
export const module: Target = {
  name: 'module',
  summary: 'an ES module with mount(element, options), and its types',
  kind: 'module',
  manifest: true,
  assemble: ({ script }) => [
    { path: 'plan.js', text: script },
    { path: 'plan.d.ts', text: MODULE_TYPES },
  ],
};
