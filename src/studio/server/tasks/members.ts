import { TARGET_NAMES } from '../../../compiler/find-target.ts';
import { PROFILES } from '../../../compiler/phases/4-check/policy/fields.ts';
import { quote } from '../../../diagnostics/quote.ts';
import { didYouMean } from '../../../diagnostics/suggest.ts';
import type { Json, JsonObject } from '../../../plan/types.ts';
import { ApiError } from '../api-error.ts';

/** What a member of a request must be, in words that complete "must be". */
interface Member {
  readonly words: string;
  is(value: Json): boolean;
}

const MOST_EVENTS = 1000;
const LONGEST_TEXT = 1000;

const MEMBERS: Readonly<Record<string, Member>> = {
  plan: { words: 'a plan: an object, or its text', is: (value) => typeof value === 'string' || isObject(value) },
  profile: oneOf(PROFILES),
  policy: { words: 'a policy: an object, or its text', is: (value) => typeof value === 'string' || isObject(value) },
  target: oneOf(TARGET_NAMES),
  context: { words: 'an object', is: isObject },
  vars: { words: 'an object', is: isObject },
  title: { words: `a text of at most ${LONGEST_TEXT} characters`, is: isText },
  lang: {
    words: 'a language tag such as `en` or `pt-BR`',
    is: (value) => isText(value) && /^[\w-]{1,35}$/.test(value),
  },
  expose: { words: 'true or false', is: isSwitch },
  liveInputs: { words: 'true or false', is: isSwitch },
  session: { words: 'true, or the id of a session', is: (value) => value === true || (isText(value) && value !== '') },
  format: oneOf(['files', 'zip', 'json', 'patch']),
  seq: { words: 'a whole number from 0', is: (value) => Number.isSafeInteger(value) && (value as number) >= 0 },
  events: { words: `a list of at most ${MOST_EVENTS} events \`{type, payload}\``, is: isEventList },
};

/** The members of every request with a plan. */
export const PLAN_MEMBERS = [
  'plan',
  'profile',
  'policy',
  'target',
  'context',
  'vars',
  'title',
  'lang',
  'expose',
  'liveInputs',
] as const;

/** Holds a request against the members that it may have; throws an ApiError that names the first that is wrong. */
export function checkMembers(value: Json | undefined, allowed: readonly string[]): JsonObject {
  if (!isObject(value)) throw new ApiError('validation_denied', 'The request must be a JSON object.');
  for (const name of Object.keys(value)) {
    if (!allowed.includes(name)) throw unknownMember(name, allowed);
    const member = MEMBERS[name] as Member;
    if (!member.is(value[name] as Json))
      throw new ApiError('validation_denied', `${quote(name)} in the request must be ${member.words}.`);
  }
  return value;
}

function unknownMember(name: string, allowed: readonly string[]): ApiError {
  const help = didYouMean(name, allowed) ?? `It may have ${allowed.map(quote).join(', ')}.`;
  return new ApiError('validation_denied', `The request has the unknown member ${quote(name)}. ${help}`);
}

function oneOf(words: readonly string[]): Member {
  return { words: `one of ${words.map(quote).join(', ')}`, is: (value) => words.includes(value as string) };
}

function isEventList(value: Json): boolean {
  return Array.isArray(value) && value.length <= MOST_EVENTS && value.every(isEvent);
}

function isEvent(value: Json): boolean {
  if (!isObject(value) || typeof value['type'] !== 'string') return false;
  if (Object.keys(value).some((key) => key !== 'type' && key !== 'payload')) return false;
  return value['payload'] === undefined || isObject(value['payload']);
}

function isObject(value: Json | undefined): value is JsonObject {
  return value !== undefined && value !== null && typeof value === 'object' && !Array.isArray(value);
}

function isText(value: Json): value is string {
  return typeof value === 'string' && value.length <= LONGEST_TEXT;
}

function isSwitch(value: Json): boolean {
  return typeof value === 'boolean';
}
