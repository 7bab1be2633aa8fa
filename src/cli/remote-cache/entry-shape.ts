import { readJson } from '../../compiler/json/read.ts';
import { createReporter } from '../../diagnostics/reporter.ts';
import type { Json, JsonObject } from '../../plan/types.ts';
import type { Entry } from '../build-cache/entry.ts';

/** Bounds of what is looked at. */
const MOST = 10_000;

/** Reads an entry of another machine: nothing when any part of it has not the form that `writeEntry` gives it. */
export function readForeignEntry(text: string): Entry | undefined {
  const value = readJson(text, createReporter().report);
  return isEntry(value) ? (value as unknown as Entry) : undefined;
}

type Check = (value: Json | undefined) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isOffset: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const isKey: Check = (value) => value === 'key';
const isAnything: Check = () => true;
const isSpan = shape({ start: isOffset, end: isOffset });
const isRelated = shape({ pointer: isText, message: isText }, { at: isKey });
const isPatch = shape({ op: isText, path: isText }, { value: isAnything });

const isFile = shape({ path: isPath, text: isText });
const isBundle = shape({ target: isText, entry: isPath, csp: isText, files: listOf(isFile) });

const isWarning = shape(
  {
    code: isText,
    name: isText,
    // A plan with an error is not kept.
    severity: (value) => value === 'warning',
    message: isText,
    pointer: isText,
    related: listOf(isRelated),
  },
  {
    source: isText,
    at: isKey,
    span: isSpan,
    inside: isSpan,
    byteOffset: isOffset,
    help: isText,
    fix: listOf(isPatch),
  },
);

const isEntry = shape({ bundle: isBundle, diagnostics: listOf(isWarning), reads: listOf(isRead) });

/** A module beside the plan, and its digest. Only what can be a module is ever opened. */
function isRead(value: Json | undefined): boolean {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [name, digest] = value;
  return (
    typeof name === 'string' &&
    /^\.{1,2}\/[^\\\0]+\.(?:[cm]?[jt]sx?|json|css)$/.test(name) &&
    typeof digest === 'string' &&
    /^[0-9a-f]{64}$/.test(digest)
  );
}

/** A path that stays in its folder, on every system. */
function isPath(value: Json | undefined): boolean {
  return (
    typeof value === 'string' &&
    value.length <= 1024 &&
    !/[\\:\0-\x1f]/.test(value) &&
    value.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
  );
}

/** An object with these keys, some of which may be absent, and no others. */
function shape(needed: Readonly<Record<string, Check>>, allowed: Readonly<Record<string, Check>> = {}): Check {
  const checks = new Map(Object.entries({ ...needed, ...allowed }));
  return (value) =>
    isObject(value) &&
    Object.keys(needed).every((key) => Object.hasOwn(value, key)) &&
    Object.entries(value).every(([key, one]) => checks.get(key)?.(one) === true);
}

function listOf(check: Check): Check {
  return (value) => Array.isArray(value) && value.length <= MOST && value.every(check);
}

function isObject(value: Json | undefined): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
