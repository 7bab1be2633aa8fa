import { quote } from '../../../diagnostics/quote.ts';
import { token } from '../../../plan/pointer.ts';
import type { UrlProblem } from '../../../plan/url.ts';
import type { AttributeFact } from '../../stages.ts';
import { defineRule, type Rule, type RuleContext } from './rule.ts';

/** A rule about URLs without its visitor: the shared judgement finds the problem, the rule says what it means. */
export interface UrlRule extends Omit<Rule, 'severity' | 'create'> {
  readonly say: (
    problem: UrlProblem,
    attribute: AttributeFact,
    context: RuleContext,
  ) => { message: string; help: string };
}

/** Declares a rule that reports the URL problems of its own name. */
export function defineUrlRule({ say, ...rule }: UrlRule): Rule {
  return defineRule({
    ...rule,
    create: (context) => ({
      Url(problem, attribute, node) {
        if (problem.name !== rule.name) return;
        const pointer = `${context.pointerOf(node)}/props${token(attribute.prop)}`;
        context.report({ pointer, ...say(problem, attribute, context) });
      },
    }),
  });
}

/** How a message calls an attribute and where its value comes from. */
export function attributeName({ prop, literal }: AttributeFact): string {
  return literal ? quote(prop) : `${quote(prop)}, with the initial state,`;
}
