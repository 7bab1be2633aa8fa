import type { AnalyzedPlan } from '../../stages.ts';

/** Members of documents, forms and elements that emitted scripts use. */
const USED = new Set(
  'addEventListener append appendChild body childNodes closest contains createElementNS createTextNode dispatchEvent elements firstChild getAttribute hasAttribute insertBefore localName matches parentNode querySelector querySelectorAll removeAttribute replaceChildren rfStyle setAttribute style'.split(
    ' ',
  ),
);

/**
 * Whether a name or id of the plan can hide a member that a script uses: a control's name hides the member of its form,
 * the name of a form or picture that of the document. Such plans get a script that goes by the prototypes.
 */
export function canClobber({ nodes }: AnalyzedPlan): boolean {
  if (!nodes.some(({ tag }) => tag === 'form' || tag === 'img')) return false;
  return nodes.some((node) =>
    node.attributes.some(
      ({ name, dynamic, initial }) =>
        (name === 'name' || name === 'id') &&
        (dynamic || (typeof initial === 'string' && (USED.has(initial) || initial.startsWith('on')))),
    ),
  );
}
