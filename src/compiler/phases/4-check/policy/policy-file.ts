import type { FindingDefinition, Occurrence, Report } from '../../../../diagnostics/define.ts';
import { quote, quoteList } from '../../../../diagnostics/quote.ts';
import { didYouMean } from '../../../../diagnostics/suggest.ts';
import { token } from '../../../../plan/pointer.ts';
import type { Json, JsonObject } from '../../../../plan/types.ts';
import { readDocument } from '../../../json/read.ts';
import type { PlanSource } from '../../../stages.ts';
import { policyFindings as findings } from './findings.ts';

/** A policy file (policy.md section 3) whose keys have their types; fields and names in it are not judged yet. */
export interface PolicyFile {
  /** How findings name the file. */
  readonly source: string;
  readonly name?: string;
  readonly extends: string;
  readonly overrides: JsonObject;
  readonly reasons: Readonly<Record<string, string>>;
  readonly warnings: JsonObject;
}

type Say = (definition: FindingDefinition, occurrence: Occurrence) => void;

const FORMAT = 'renderify-policy/v1';
const KEYS = ['format', 'name', 'extends', 'overrides', 'reasons', 'warnings'];

/** Reads a policy file with the rules of the language; `undefined` when anything is wrong with its shape. */
export function readPolicyFile({ name: source, text }: PlanSource, report: Report): PolicyFile | undefined {
  let failed = false;
  const say: Say = (definition, occurrence) => {
    failed ||= (occurrence.severity ?? definition.severity) === 'error';
    report(definition, { ...occurrence, source });
  };
  const document = readDocument(text, say);
  if (!document) return undefined;
  if (!isObject(document.value)) wrong('', 'The policy file must be an object.', say);
  else checkKeys(document.value, say);
  return failed ? undefined : toPolicyFile(source, document.value as JsonObject);
}

function checkKeys(file: JsonObject, say: Say): void {
  for (const key of Object.keys(file)) if (!KEYS.includes(key)) unknownKey(key, '', KEYS, say);
  if (file['format'] === undefined) missing('format', `Add "format": "${FORMAT}".`, say);
  else if (file['format'] !== FORMAT) wrong('/format', `\`format\` must be \`${FORMAT}\`.`, say);
  if (file['extends'] === undefined) missing('extends', 'Add "extends" with the name of a profile.', say);
  else checkString(file['extends'], '/extends', say);
  if (file['name'] !== undefined) checkString(file['name'], '/name', say);
  for (const key of ['overrides', 'reasons', 'warnings']) {
    if (file[key] !== undefined && !isObject(file[key])) wrong(`/${key}`, `${quote(key)} must be an object.`, say);
  }
  const reasons = isObject(file['reasons']) ? file['reasons'] : {};
  for (const field of Object.keys(reasons)) checkString(reasons[field], `/reasons${token(field)}`, say, 'A reason');
}

function toPolicyFile(source: string, file: JsonObject): PolicyFile {
  const { name, overrides, reasons, warnings } = file as { [key: string]: JsonObject };
  return {
    source,
    ...(name !== undefined && { name: name as unknown as string }),
    extends: file['extends'] as string,
    overrides: overrides ?? {},
    reasons: (reasons ?? {}) as Record<string, string>,
    warnings: warnings ?? {},
  };
}

/** Reports a key that the policy format does not know. */
export function unknownKey(key: string, parent: string, known: readonly string[], say: Say): void {
  const help = didYouMean(key, known) ?? `Known keys are ${quoteList(known)}.`;
  say(findings.shape, {
    pointer: parent + token(key),
    at: 'key',
    message: `${quote(key)} is no key of a policy file.`,
    help,
  });
}

function missing(key: string, help: string, say: Say): void {
  say(findings.shape, { pointer: '', message: `The policy file has no ${quote(key)}.`, help });
}

function checkString(value: Json | undefined, pointer: string, say: Say, what = quote(pointer.slice(1))): void {
  if (typeof value === 'string' && value.trim() !== '') return;
  wrong(pointer, `${what} must be a string that is not blank.`, say);
}

function wrong(pointer: string, message: string, say: Say): void {
  say(findings.shape, { pointer, message, help: 'The policy reference describes every key.' });
}

function isObject(value: Json | undefined): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
