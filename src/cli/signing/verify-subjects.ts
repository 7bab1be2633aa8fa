import { quote } from '../../diagnostics/quote.ts';
import type { Json, JsonObject } from '../../plan/types.ts';
import { digestOf } from '../digest.ts';
import { ABOUT } from '../output/survey.ts';
import { readJsonFile } from './dsse.ts';

/** Why a statement is not about exactly these files, in one sentence; nothing when it is. */
export function subjectProblem(
  statement: Uint8Array,
  files: ReadonlyMap<string, Uint8Array>,
  allowUnlisted: boolean,
): string | undefined {
  const value = readJsonFile(statement);
  const subjects = isObject(value) && value['_type'] === TYPE ? subjectsOf(value['subject']) : undefined;
  if (!subjects) return 'What was signed is no statement about files.';
  for (const [path, digest] of subjects) {
    const bytes = files.get(path);
    if (!bytes) return `What was signed names the file ${quote(path)}, which is not here.`;
    if (digestOf(bytes) !== digest) return `What was signed names another ${quote(path)} than the one here.`;
  }
  const unnamed = [...files.keys()].find((path) => !subjects.has(path) && !ABOUT.includes(path));
  if (unnamed === undefined || allowUnlisted) return undefined;
  return `What was signed does not name the file ${quote(unnamed)}.`;
}

const TYPE = 'https://in-toto.io/Statement/v1';

/** Digests by name; nothing when one has none, or a name comes twice. */
function subjectsOf(value: Json | undefined): ReadonlyMap<string, string> | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const subjects = new Map<string, string>();
  for (const one of value) {
    const { name, digest } = isObject(one) ? one : {};
    const sha256 = isObject(digest) ? digest['sha256'] : undefined;
    if (typeof name !== 'string' || typeof sha256 !== 'string' || subjects.has(name)) return undefined;
    subjects.set(name, sha256);
  }
  return subjects;
}

function isObject(value: Json | undefined): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
