import { readFileSync } from 'node:fs';
import type { Env } from './inputs.ts';

/** What happened that the workflow runs for. */
export interface WorkflowEvent {
  readonly name: string;
  /** The commit that this one is compared with. */
  readonly base: string | undefined;
  /** The number of the pull request. */
  readonly pull: number | undefined;
}

/** Reads the payload of the event. One that cannot be read is an event that nothing is known of. */
export function readEvent(env: Env): WorkflowEvent {
  const name = env['GITHUB_EVENT_NAME'] ?? '';
  const payload = readPayload(env['GITHUB_EVENT_PATH']);
  const number = valueAt(payload, 'pull_request', 'number');
  return {
    name,
    base: commitOf(
      valueAt(payload, 'pull_request', 'base', 'sha') ??
        valueAt(payload, 'merge_group', 'base_sha') ??
        valueAt(payload, 'before'),
    ),
    pull: Number.isSafeInteger(number) && (number as number) > 0 ? (number as number) : undefined,
  };
}

/** Of the first push of a branch the commit before is all zeros. */
function commitOf(value: unknown): string | undefined {
  return typeof value === 'string' && /^[0-9a-f]{40,64}$/.test(value) && !/^0+$/.test(value) ? value : undefined;
}

function readPayload(path: string | undefined): unknown {
  try {
    return path === undefined ? undefined : JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

function valueAt(value: unknown, ...keys: readonly string[]): unknown {
  let at = value;
  for (const key of keys) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined;
    at = (at as Record<string, unknown>)[key];
  }
  return at;
}
