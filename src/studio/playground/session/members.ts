import type { Settings } from '../worker/protocol.ts';

/** The settings as members of a request. What is no JSON was said before, and is not sent. */
export function membersOf({ profile, policy, context, vars }: Settings): object {
  return {
    profile,
    ...(policy.trim() && { policy }),
    ...(context.trim() && { context: JSON.parse(context) }),
    ...(vars.trim() && { vars: JSON.parse(vars) }),
  };
}
