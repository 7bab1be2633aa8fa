import type { Report } from '../../../diagnostics/define.ts';
import { quote } from '../../../diagnostics/quote.ts';
import type { Json, JsonObject } from '../../../plan/types.ts';
import { jsonFindings } from '../../json/findings.ts';
import { validateFindings as findings } from './findings.ts';
import { checkLength, checkName } from './names.ts';
import { Place } from './place.ts';

const MAX_ID_CODE_POINTS = 200;
const WHOLE_NUMBERS: readonly (readonly [string, string])[] = [
  ['', 'version'],
  ['capabilities', 'maxImports'],
  ['capabilities', 'maxComponentInvocations'],
];

/** Checks what the schema cannot say of the document's own fields: names, lengths, exact integers. */
export function checkDocument(document: JsonObject, root: Place, report: Report): void {
  checkId(document['id'], new Place(root, 'id'), report);
  for (const [parent, key] of WHOLE_NUMBERS) {
    const place = parent ? new Place(root, parent) : root;
    const object = parent ? objectAt(document, parent) : document;
    checkExact(object[key], new Place(place, key), report);
  }
  checkImports(document['imports'], new Place(root, 'imports'), report);
  checkManifest(objectAt(document, 'moduleManifest'), new Place(root, 'moduleManifest'), report);
  const source = new Place(root, 'source');
  checkName(objectAt(document, 'source')['exportName'], () => new Place(source, 'exportName').pointer, report);
  checkCode(objectAt(document, 'source')['code'], new Place(source, 'code'), report);
}

function checkId(id: Json | undefined, place: Place, report: Report): void {
  if (typeof id !== 'string') return;
  checkName(id, () => place.pointer, report);
  checkLength(id, MAX_ID_CODE_POINTS, () => place.pointer, report);
  const control = /\p{Cc}/u.exec(id);
  if (!control || id !== id.trim()) return;
  const code = control[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  const message = `\`id\` holds the control character U+${code}.`;
  report(findings.controlCharacter, { pointer: place.pointer, message, help: 'Remove it.' });
}

/** The reader has warned of a lost digit; where the language counts, it is an error. */
function checkExact(value: Json | undefined, place: Place, report: Report): void {
  if (typeof value !== 'number' || !Number.isInteger(value) || Math.abs(value) <= Number.MAX_SAFE_INTEGER) return;
  const message = `${quote(place.pointer.slice(place.pointer.lastIndexOf('/') + 1))} is beyond 9,007,199,254,740,991, where whole numbers are no longer exact.`;
  const help = 'Write a smaller number.';
  report(jsonFindings.numberPrecision, { pointer: place.pointer, message, help, severity: 'error' });
}

function checkImports(imports: Json | undefined, place: Place, report: Report): void {
  if (!Array.isArray(imports)) return;
  const seen = new Map<Json, number>();
  imports.forEach((specifier, i) => {
    const pointer = () => new Place(place, i).pointer;
    checkName(specifier, pointer, report);
    const first = seen.get(specifier);
    if (first === undefined) seen.set(specifier, i);
    else if (typeof specifier === 'string') {
      importTwice(specifier, pointer(), new Place(place, first).pointer, report);
    }
  });
}

function importTwice(specifier: string, pointer: string, first: string, report: Report): void {
  const message = `The module ${quote(specifier)} is imported twice.`;
  report(findings.importDuplicate, {
    pointer,
    message,
    help: 'Remove the second one.',
    related: [{ pointer: first, message: 'the first one' }],
    fix: [{ op: 'remove', path: pointer }],
  });
}

function checkManifest(manifest: JsonObject, place: Place, report: Report): void {
  for (const specifier of Object.keys(manifest)) {
    const entry = new Place(place, specifier);
    checkName(specifier, () => entry.pointer, report, 'key');
    const fields = objectAt(manifest, specifier);
    for (const key of Object.keys(fields)) checkName(fields[key], () => new Place(entry, key).pointer, report);
  }
}

function checkCode(code: Json | undefined, place: Place, report: Report): void {
  if (typeof code !== 'string' || /\S/.test(code)) return;
  report(findings.blankOrPadded, { pointer: place.pointer, message: '`code` is blank.', help: 'Leave `source` out.' });
}

/** The object under a key; an empty one when it is absent or something else, which the schema reports. */
function objectAt(parent: JsonObject, key: string): JsonObject {
  const value = parent[key];
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : Object.create(null);
}
