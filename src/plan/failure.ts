/** What an action, a payload or a restored state failed with: a finding's name. */
export interface PlanFailure {
  readonly failure: string;
}

/** Ends a transition; whoever runs it catches and puts the state back. */
export function fail(failure: string): never {
  // A plain object is smaller in the bundle and carries no stack.
  throw { failure } satisfies PlanFailure;
}
