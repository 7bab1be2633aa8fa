import type { Json, JsonObject } from '../../../plan/types.ts';
import { ApiError } from '../api-error.ts';
import { checkMembers, PLAN_MEMBERS } from '../tasks/members.ts';
import type { StreamText } from '../tasks/task.ts';

const FIRST = [...PLAN_MEMBERS.filter((name) => name !== 'plan'), 'format'];

/** A plan as the lines of a stream bring it. */
export interface StreamInput {
  /** Takes one line: the options, a piece, or the end. Throws an ApiError for a line that is none of them. */
  take(line: string): 'more' | 'end';
  readonly length: number;
  text(): StreamText;
}

/** Collects at most so many characters of a plan. */
export function createStreamText(most: number): StreamInput {
  let [text, options, lines] = ['', '{}', 0];
  const add = (piece: string): void => {
    text += piece;
    if (text.length > most)
      throw new ApiError('validation_denied', `The plan is larger than ${most} characters.`, { closes: true });
  };
  return {
    take(line) {
      const value = parse(line, ++lines);
      const { text: piece, patch, end } = value;
      const count = Object.keys(value).length;
      if (typeof piece === 'string' && count === 1) add(piece);
      else if (isObject(patch) && count === 1) add(`${JSON.stringify(patch)}\n`);
      else if (end === true && count === 1) return 'end';
      else if (lines === 1) options = JSON.stringify(checkMembers(value, FIRST));
      else throw new ApiError('validation_denied', `Line ${lines} of the stream must be ${LINES}.`, { closes: true });
      return 'more';
    },
    get length() {
      return text.length;
    },
    text: () => ({ text, options }),
  };
}

const LINES = '`{"text": …}`, `{"patch": {…}}` or `{"end": true}`';

function parse(line: string, number: number): JsonObject {
  try {
    const value: Json = JSON.parse(line);
    if (isObject(value)) return value;
  } catch {
    // Said below.
  }
  throw new ApiError('validation_denied', `Line ${number} of the stream is no JSON object.`, { closes: true });
}

function isObject(value: Json | undefined): value is JsonObject {
  return value !== undefined && value !== null && typeof value === 'object' && !Array.isArray(value);
}
