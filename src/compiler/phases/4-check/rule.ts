import type { FindingDefinition, Occurrence } from '../../../diagnostics/define.ts';
import type { Action } from '../../../plan/types.ts';
import type { UrlProblem } from '../../../plan/url.ts';
import type { PlacedCode } from '../../javascript/placed-code.ts';
import type {
  AnalyzedPlan,
  AttributeFact,
  DeclarationFact,
  EffectivePolicy,
  ModuleUse,
  NodeFact,
  PathFact,
} from '../../stages.ts';

/** What a rule is given: the plan with its facts, the policy in force, and where its finding goes. */
export interface RuleContext {
  readonly plan: AnalyzedPlan;
  readonly policy: EffectivePolicy;
  readonly report: (occurrence: Occurrence) => void;
  /** Whether the plan's lock has a bare specifier. */
  readonly isLocked: (specifier: string) => boolean;
  /** JSON Pointer of a node. */
  readonly pointerOf: (node: NodeFact) => string;
  /** The value of one policy field; asking for a field of another type is a bug of ours. */
  readonly number: (field: string) => number;
  readonly flag: (field: string) => boolean;
  readonly list: (field: string) => readonly string[];
}

/** What a rule looks at; all rules share one walk over the facts, in document order. */
export interface PolicyVisitor {
  Document?(plan: AnalyzedPlan): void;
  Node?(node: NodeFact): void;
  Attribute?(attribute: AttributeFact, node: NodeFact): void;
  /** A URL attribute that the shared judgement refuses; the problem's name is the rule's. */
  Url?(problem: UrlProblem, attribute: AttributeFact, node: NodeFact): void;
  Declaration?(declaration: DeclarationFact, node: NodeFact): void;
  Transition?(type: string, actions: readonly Action[], pointer: string): void;
  Path?(path: PathFact): void;
  Module?(use: ModuleUse): void;
  /** The plan's own code, or a module beside the plan. */
  Code?(code: PlacedCode): void;
  Finish?(): void;
}

/** A policy rule, complete: what it is called, what it means, the field that sets it, and what it looks at. */
export interface Rule extends FindingDefinition {
  readonly code: `RF4${string}`;
  readonly example: { readonly bad: string; readonly good: string };
  /** The policy fields that the rule reads; none for a rule that no policy can turn off. */
  readonly fields: readonly string[];
  create(context: RuleContext): PolicyVisitor;
}

/** Declares a rule; the severity is error unless it says otherwise. */
export function defineRule(rule: Omit<Rule, 'severity'> & Partial<Pick<Rule, 'severity'>>): Rule {
  return { severity: 'error', ...rule };
}
