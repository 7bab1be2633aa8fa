import type { Report } from '../../diagnostics/define.ts';
import { quote } from '../../diagnostics/quote.ts';
import { moduleFindings } from '../findings.ts';
import { LOCK_FILE, type Lock } from './lock.ts';

/** Why a value cannot stand where it stands; `undefined` when it can. */
type Check = (value: unknown) => boolean;

const SHA384 = /^sha384-[A-Za-z0-9+/]{64}$/;
const SHA512 = /^sha512-[A-Za-z0-9+/]{86}==$/;
const KEY = /^(@[^/@\s]+\/)?[^/@\s]+@[^/@\s]+$/;
/** A path inside a package or folder: relative, with no empty, `.` or `..` segment. */
const PATH = /^(?!\/)(?!.*(^|\/)\.{0,2}(\/|$))[^\\\0]+$/;

const isText: Check = (value) => typeof value === 'string';
const isTextOrNull: Check = (value) => value === null || isText(value);
const isFlag: Check = (value) => typeof value === 'boolean';
const matches =
  (form: RegExp): Check =>
  (value) =>
    typeof value === 'string' && form.test(value);
const isTexts: Check = (value) => Array.isArray(value) && value.every(isText);

const PACKAGE: Readonly<Record<string, Check>> = {
  registry: isText,
  integrity: matches(SHA512),
  license: isTextOrNull,
  deprecated: isTextOrNull,
  hasInstallScript: isFlag,
  signature: matches(/^(verified|absent|unsupported)$/),
  dependencies: tableOf(matches(KEY)),
  files: tableOf(matches(SHA384), PATH),
};
const REMOTE: Readonly<Record<string, Check>> = {
  integrity: matches(SHA384),
  redirects: isTexts,
  contentType: isText,
  imports: tableOf(isText),
};
const LOCK: Readonly<Record<string, Check>> = {
  lockfileVersion: (value) => value === 1,
  specifiers: tableOf(isText),
  packages: tableOf(shapeOf(PACKAGE, { claimedIntegrity: tableOf(isText) }), KEY),
  remote: tableOf(shapeOf(REMOTE), /^https:\/\//),
  local: tableOf(matches(SHA384), /^[^\0]+$/),
};

/**
 * Reads a lock; `undefined` after it has reported what is wrong with it. Conflict marks of git are a finding of their
 * own. `name` is the file as findings show it.
 */
export function readLock(text: string, report: Report, name: string = LOCK_FILE): Lock | undefined {
  const mark = /^(<{7}|={7}|>{7})( |$)/m.exec(text);
  if (mark) return reportConflict(text, mark.index, report, name);
  const value = parse(text);
  const wrong = value === undefined ? 'is not JSON' : wrongPart(value);
  if (wrong === undefined) return value as unknown as Lock;
  const help = 'Take the file from version control, or run `renderify pin` on your plans to write it anew.';
  report(moduleFindings.lockSyntax, { pointer: '', source: name, message: `The lock ${quote(name)} ${wrong}.`, help });
  return undefined;
}

function reportConflict(text: string, start: number, report: Report, name: string): undefined {
  const end = text.indexOf('\n', start);
  const line = text.slice(0, start).split('\n').length;
  report(moduleFindings.lockConflict, {
    pointer: '',
    source: name,
    span: { start, end: end < 0 ? text.length : end },
    message: `The lock ${quote(name)} has an unresolved merge conflict in line ${line}.`,
    help: 'Take one side of it, for example with `git checkout --ours`, and run `renderify pin` on your plans.',
  });
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isTable(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function wrongPart(value: Record<string, unknown>): string | undefined {
  if (value['lockfileVersion'] !== 1) return `has the version ${quote(String(value['lockfileVersion']))}, not 1`;
  const key = Object.keys(LOCK).find((one) => !Object.hasOwn(value, one) || !LOCK[one]?.(value[one]));
  if (key !== undefined) return `has no valid ${quote(key)}`;
  const unknown = Object.keys(value).find((one) => !Object.hasOwn(LOCK, one));
  return unknown && `has the unknown key ${quote(unknown)}`;
}

function shapeOf(fields: Readonly<Record<string, Check>>, optional: Readonly<Record<string, Check>> = {}): Check {
  return (value) =>
    isTable(value) &&
    Object.entries(fields).every(([key, check]) => Object.hasOwn(value, key) && check(value[key])) &&
    Object.keys(value).every(
      (key) => Object.hasOwn(fields, key) || (Object.hasOwn(optional, key) && optional[key]?.(value[key])),
    );
}

function tableOf(check: Check, keys: RegExp = /^[^\0]+$/): Check {
  return (value) =>
    isTable(value) && Object.entries(value).every(([key, one]) => key !== '__proto__' && keys.test(key) && check(one));
}

function isTable(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
