import type { PlanNode } from './types.ts';

/** The literal `lang` of a node; of a plan with source it is the fallback's, which stands for the whole page (spec 11). */
export function staticLang(root: PlanNode): string | undefined {
  const lang = root.type === 'element' ? root.props?.['lang'] : undefined;
  return typeof lang === 'string' && lang !== '' && !lang.includes('{{') ? lang : undefined;
}
