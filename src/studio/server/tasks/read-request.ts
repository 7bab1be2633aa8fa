import { readDocument } from '../../../compiler/json/read.ts';
import type { CompileOptions, PlanSource } from '../../../compiler/stages.ts';
import { locateAll } from '../../../diagnostics/locate.ts';
import { createReporter } from '../../../diagnostics/reporter.ts';
import type { Json, JsonObject } from '../../../plan/types.ts';
import { ApiError } from '../api-error.ts';
import { locatedFindings } from './located-findings.ts';
import { checkMembers } from './members.ts';

/** The name that findings show for a plan that came in a request. */
export const PLAN_NAME = 'plan.json';
const POLICY_NAME = 'policy of the request';

/** A request that was read: what to compile, and how. */
export interface PlanRequest {
  readonly source: PlanSource;
  readonly options: CompileOptions;
  readonly members: JsonObject;
  /** The members that are options, as JSON text. */
  readonly text: string;
}

/** Reads the bytes of a request with a plan; throws an ApiError for everything that is wrong with the request itself. */
export function readPlanRequest(body: Uint8Array, allowed: readonly string[]): PlanRequest {
  const { text, value } = readBody(body);
  if (isPlan(value)) return { source: { name: PLAN_NAME, text }, options: {}, members: {}, text: '{}' };
  const members = checkMembers(value, allowed);
  if (members['plan'] === undefined) throw new ApiError('validation_denied', 'The request has no `plan`.');
  const source = { name: PLAN_NAME, text: textOf('plan', members['plan'], text) };
  return { source, members, ...readOptions(members, text) };
}

/** A plan that is sent as it is, with no more to say. */
function isPlan(value: Json): boolean {
  const isObject = value !== null && typeof value === 'object' && !Array.isArray(value);
  return isObject && Object.hasOwn(value, 'specVersion') && !Object.hasOwn(value, 'plan');
}

/** The options among the members of a request; `text` is the request. */
export function readOptions(members: JsonObject, text: string): { options: CompileOptions; text: string } {
  const { plan: _, session: __, events: ___, seq: ____, format: _____, policy, ...plain } = members;
  const policyText = policy === undefined ? undefined : textOf('policy', policy, text);
  return {
    options: {
      ...(plain as CompileOptions),
      ...(policyText !== undefined && { policy: { name: POLICY_NAME, text: policyText } }),
    },
    text: JSON.stringify({ ...plain, ...(policyText !== undefined && { policy: policyText }) }),
  };
}

/** Reads the bytes of a request as strictly as a plan. */
export function readBody(body: Uint8Array): { readonly text: string; readonly value: Json } {
  const reporter = createReporter();
  const document = readDocument(body, reporter.report);
  if (document) return document;
  const found = reporter.diagnostics();
  const sources = [{ name: 'request', text: body }];
  throw new ApiError('validation_denied', `The request cannot be read: ${found[0]?.message ?? 'it is no JSON.'}`, {
    diagnostics: locatedFindings(found, sources),
  });
}

/** A member that is an object is read as it was written, not as somebody else would write it. */
function textOf(name: string, value: Json, request: string): string {
  if (typeof value === 'string') return value;
  const [span] = locateAll(request, [{ pointer: `/${name}` }]);
  return span ? request.slice(span.start, span.end) : '';
}
