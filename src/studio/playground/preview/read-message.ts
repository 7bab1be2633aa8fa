import type { Json, JsonObject } from '../../../plan/types.ts';
import type { LogEntry, Snapshot } from '../../../runtime-lite/store.ts';
import { type Captured, type FrameFailure, type FrameMessage, LONGEST_MESSAGE } from './protocol.ts';

/**
 * Reads what came from a frame. Plan code may run there, so nothing is believed: only JSON text of a bounded length and of
 * exactly the shapes of the protocol counts, and it is copied field by field. Anything else is `undefined`.
 */
export function readMessage(data: unknown): FrameMessage | undefined {
  if (typeof data !== 'string' || data.length > LONGEST_MESSAGE) return undefined;
  const value = parse(data);
  if (!isObject(value)) return undefined;
  if (value['kind'] === 'ready') return { kind: 'ready' };
  if (value['kind'] === 'painted')
    return typeof value['at'] === 'number' ? { kind: 'painted', at: value['at'] } : undefined;
  if (value['kind'] === 'failed') return { kind: 'failed', message: short(value['message']) };
  if (value['kind'] === 'shown') return readShown(value);
  if (value['kind'] === 'answer') return readAnswer(value);
  return value['kind'] === 'events' ? readEvents(value) : undefined;
}

/** A snapshot of a frame, or nothing when it is none. */
export function readSnapshot(value: Json | undefined): Snapshot | undefined {
  if (!isObject(value) || value['format'] !== 'renderify-state/v1') return undefined;
  const { planId, planVersion, planDigest, seq, state, event } = value;
  if (typeof planId !== 'string' || typeof planVersion !== 'number' || typeof planDigest !== 'string') return undefined;
  if (!isCount(seq) || !isObject(state)) return undefined;
  return { format: 'renderify-state/v1', planId, planVersion, planDigest, seq, state, event: readEvent(event) ?? null };
}

/** What a frame answers of where its page is. */
export function readCaptured(value: Json | undefined): Captured {
  if (!isObject(value)) return {};
  const { snapshot, first, view } = value;
  const state = readSnapshot(snapshot);
  return { ...(state && { snapshot: state }), ...(isObject(first) && { first }), ...(view !== undefined && { view }) };
}

function readShown({ digest, fresh, snapshot }: JsonObject): FrameMessage | undefined {
  if (typeof digest !== 'string' || !/^[\da-f]{64}$/.test(digest)) return undefined;
  const state = readSnapshot(snapshot);
  return { kind: 'shown', digest, fresh: fresh === true, ...(state && { snapshot: state }) };
}

function readAnswer({ id, ok, value, message }: JsonObject): FrameMessage | undefined {
  if (!isCount(id)) return undefined;
  if (ok === true) return { kind: 'answer', id, ok, ...(value !== undefined && { value }) };
  return { kind: 'answer', id, ok: false, message: short(message) };
}

function readEvents({ entries, snapshot }: JsonObject): FrameMessage | undefined {
  const state = readSnapshot(snapshot);
  if (!Array.isArray(entries) || !state) return undefined;
  const read = entries.map(readEntry).filter((entry) => entry !== undefined);
  return { kind: 'events', entries: read, snapshot: state };
}

function readEntry(value: Json): LogEntry | FrameFailure | undefined {
  if (!isObject(value)) return undefined;
  const event = readEvent(value);
  const { n, seq, applied, name, eventType, path } = value;
  if (event && isCount(n) && isCount(seq) && typeof applied === 'boolean') return { ...event, n, seq, applied };
  if (typeof name !== 'string') return undefined;
  return {
    name: short(name),
    ...(eventType !== undefined && { eventType: short(eventType) }),
    ...(path !== undefined && { path: short(path) }),
  };
}

function readEvent(value: Json | undefined): { type: string; payload?: JsonObject } | undefined {
  if (!isObject(value) || typeof value['type'] !== 'string') return undefined;
  const { type, payload } = value;
  return isObject(payload) ? { type, payload } : { type };
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCount(value: Json | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function short(value: Json | undefined): string {
  return String(typeof value === 'string' ? value : 'unknown').slice(0, 500);
}
