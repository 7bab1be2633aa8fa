import type { AnalyzedPlan, NodeFact } from '../../../compiler/stages.ts';
import { token } from '../../../plan/pointer.ts';
import { isShownAttribute } from '../shown-attributes.ts';
import type { ShownText } from '../version.ts';

/** What a reader sees or hears, as the plan writes it: texts and the attributes that are shown or spoken. */
export function textsOfPlan(plan: AnalyzedPlan): ShownText[] {
  const texts: ShownText[] = [];
  for (const fact of plan.nodes) {
    const { node } = fact;
    if (node.type === 'text') add(texts, `${plan.pointerOf(fact)}/value`, node.value);
    else if (node.type === 'element') addAttributes(texts, plan, fact);
  }
  return texts;
}

function addAttributes(texts: ShownText[], plan: AnalyzedPlan, fact: NodeFact): void {
  const { node, tag = '', attributes } = fact;
  if (node.type !== 'element') return;
  const type = attributes.find(({ name }) => name === 'type')?.initial;
  for (const { prop, name } of attributes) {
    const value = node.props?.[prop];
    if (typeof value === 'string' && isShownAttribute(tag, name, type))
      add(texts, `${plan.pointerOf(fact)}/props${token(prop)}`, value);
  }
}

function add(texts: ShownText[], place: string, text: string): void {
  if (text.trim() !== '') texts.push({ place, text });
}
