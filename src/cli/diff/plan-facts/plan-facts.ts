import type { Stages } from '../../../compiler/stages.ts';
import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import type { PlanDocument } from '../../../plan/types.ts';
import { toHex } from '../../../util/hex.ts';
import { sha256 } from '../../host.ts';
import { policyItems } from '../policy-items.ts';
import type { Facts, Items } from '../version.ts';
import { capabilityItems } from './capabilities.ts';
import { eventItems } from './events.ts';
import { hostItems } from './hosts.ts';
import { moduleItems } from './modules.ts';
import { stateItems } from './state.ts';
import { textsOfPlan } from './texts.ts';

/** What a plan says, as far as the compiler came with it; nothing when it is no plan at all. */
export function planFacts(
  { plan, analyzed, policy }: Readonly<Stages>,
  found: readonly Diagnostic[],
): Facts | undefined {
  if (!plan) return undefined;
  const { document } = plan;
  return {
    items: {
      capabilities: capabilityItems(document.capabilities),
      code: codeItems(document),
      state: stateItems(document.state?.initial ?? {}),
      findings: findingItems(found),
      ...(policy && { policy: policyItems(policy) }),
      ...(analyzed && { hosts: hostItems(analyzed), modules: moduleItems(analyzed), events: eventItems(analyzed) }),
    },
    ...(analyzed && { texts: textsOfPlan(analyzed) }),
  };
}

function codeItems({ source }: PlanDocument): Items {
  if (!source) return new Map();
  const { code, language, runtime = 'renderify' } = source;
  const digest = toHex(sha256(code)).slice(0, 12);
  return new Map([['source', `${language} for ${runtime}, ${Buffer.byteLength(code)} bytes, sha256 ${digest}`]]);
}

/** Findings by kind and words, so that one that has only moved is the same. */
function findingItems(found: readonly Diagnostic[]): Items {
  return new Map(found.map(({ code, name, severity, message }) => [`${severity} ${code} ${name}: ${message}`, '']));
}
