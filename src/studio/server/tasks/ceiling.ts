import { resolveOptions } from '../../../compiler/options.ts';
import { resolvePolicy } from '../../../compiler/phases/4-check/check.ts';
import { directionOf } from '../../../compiler/phases/4-check/policy/direction.ts';
import { FIELDS } from '../../../compiler/phases/4-check/policy/fields.ts';
import type { CompileOptions, PolicyFields } from '../../../compiler/stages.ts';
import { quoteList } from '../../../diagnostics/quote.ts';
import { createReporter } from '../../../diagnostics/reporter.ts';
import { ApiError } from '../api-error.ts';

/**
 * Makes the test that no request asks for more than the server's own policy allows: profile and policy of a request may
 * tighten, and loosen nothing. With `allowProfiles` a request may name any profile, and what counts is its policy alone.
 */
export function createCeiling(own: CompileOptions, allowProfiles: boolean): (asked: CompileOptions) => void {
  const ceiling = new Map<string | undefined, PolicyFields | undefined>();
  const ceilingFor = (profile: string | undefined): PolicyFields | undefined => {
    if (!ceiling.has(profile)) ceiling.set(profile, fieldsOf({ ...own, ...(profile !== undefined && { profile }) }));
    return ceiling.get(profile);
  };
  return (asked) => {
    if (asked.profile === undefined && asked.policy === undefined) return;
    const most = ceilingFor(allowProfiles ? asked.profile : undefined);
    const wanted = fieldsOf({ ...own, ...asked });
    // A policy that cannot be read is a finding of the compile.
    if (!most || !wanted) return;
    const looser = Object.keys(FIELDS).filter((name) => isLooser(name, most, wanted));
    if (looser.length === 0) return;
    const what = asked.policy ? 'The policy of the request' : `The profile \`${asked.profile}\``;
    throw new ApiError('policy_denied', `${what} is looser than this server's in ${quoteList(looser)}.`);
  };
}

function fieldsOf(options: CompileOptions): PolicyFields | undefined {
  const resolved = resolveOptions(options);
  return resolvePolicy({ ...resolved, report: createReporter().report })?.fields;
}

function isLooser(name: string, from: PolicyFields, to: PolicyFields): boolean {
  const field = FIELDS[name];
  const [before, after] = [from[name], to[name]];
  if (!field || before === undefined || after === undefined) return false;
  return directionOf(field, before, after) === 'loosening';
}
