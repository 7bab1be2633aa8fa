import type { Report } from '../../../diagnostics/define.ts';
import type { Scope } from '../../../plan/evaluate.ts';
import type { Root } from '../../../plan/expr.ts';
import type { PlanDocument } from '../../../plan/types.ts';
import type { PathFact } from '../../stages.ts';

/** What the parts of the analysis share; one per plan. */
export interface Analysis {
  readonly document: PlanDocument;
  readonly report: Report;
  readonly paths: PathFact[];
  /** The roots at first paint. */
  readonly scope: Scope;
  readonly open: boolean;
  readonly live: boolean;
  /** Whether plan code in the page can raise events. */
  readonly dispatches: boolean;
  /** Whether strings are texts as they stand: the node that is being read comes from plan code. */
  literal: boolean;
  /** Whether what a path reads can change after the build; known once all bindings are. */
  isDynamic: (root: Root, path: readonly string[]) => boolean;
  /** `Did you mean …?`, while there are few findings. */
  readonly suggest: (wrong: string, names: readonly string[]) => string | undefined;
}
