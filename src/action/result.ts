import type { Finding } from './annotate.ts';
import type { Base } from './base.ts';
import type { ComparedPlan } from './compare-plans.ts';
import type { BuildRun } from './run-build.ts';

/** Everything that is said about a build. */
export interface ActionResult {
  readonly run: BuildRun;
  readonly base: Base;
  readonly shard: string | undefined;
  readonly plans: readonly ComparedPlan[];
  /** Paths of plans that the base has and this commit has not. */
  readonly removed: readonly string[];
  /** In the order in which they matter. */
  readonly findings: readonly Finding[];
  /** Other files of the change that plans may depend on, such as the policy. */
  readonly settings: readonly string[];
  /** Where the run can be looked at. */
  readonly url: string | undefined;
}
