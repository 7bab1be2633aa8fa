import type { Json, JsonObject } from '../../plan/types.ts';

/** A text of a manifest that anybody may have written; what is no text is empty. */
export function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** A list of a manifest; what is none is empty. */
export function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

/** An object of a manifest; what is none is empty. */
export function objectOf(value: Json | undefined): JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {};
}
