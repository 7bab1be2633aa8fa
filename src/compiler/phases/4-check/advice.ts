import { quoteList } from '../../../diagnostics/quote.ts';

/** The file that every help text speaks of. */
export const POLICY_FILE = 'renderify.policy.json';

/** Help for a limit that a plan exceeds: what to do in the plan, and the field that sets the limit. */
export function raiseHelp(field: string, instead: string): string {
  return `${instead}, or raise \`${field}\` in ${POLICY_FILE}.`;
}

/** Help for something that a list does not hold. */
export function listHelp(field: string, what: string, listed: readonly string[]): string {
  const plural = what.endsWith('x') ? `${what}es` : `${what}s`;
  const are = listed.length === 0 ? `No ${what} is allowed` : `Allowed ${plural} are ${quoteList(listed)}`;
  return `${are}; add the ${what} to \`${field}\` in ${POLICY_FILE}.`;
}

/** Help for a switch that is off. */
export function switchHelp(field: string, value: boolean, instead: string): string {
  return `${instead}, or set \`${field}\` to \`${value}\` in ${POLICY_FILE}.`;
}

/** A count with its noun in the singular or plural. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
