import type { Report } from '../../../diagnostics/define.ts';
import { quote, quoteList } from '../../../diagnostics/quote.ts';
import { didYouMean } from '../../../diagnostics/suggest.ts';
import { pointerKeys, token } from '../../../plan/pointer.ts';
import { knownKeys, schemas } from '../../../plan/schemas.ts';
import type { Json } from '../../../plan/types.ts';
import { validateFindings as findings } from './findings.ts';
import { type ShapeError, validators } from './validators.generated.ts';
import { describeValue, placeName, wantedType } from './words.ts';

/** The generated validators by name; a map, because the names come from the plan. */
const byName = new Map(Object.entries(validators));

/** Checks the shape of one value and reports every difference under `pointer`; true when there is none. */
export function checkShape(name: string, value: Json, pointer: () => string, report: Report): boolean {
  const validate = byName.get(name);
  if (!validate) throw new Error(`there is no validator \`${name}\``);
  if (validate(value)) return true;
  for (const error of validate.errors ?? []) {
    const found = valueAt(value, error.instancePath);
    const say = explain[error.keyword];
    if (!say) throw new Error(`the schema keyword \`${error.keyword}\` has no message`);
    say(error, found, pointer() + error.instancePath, report, name);
  }
  return false;
}

type Explain = (error: ShapeError, found: Json, pointer: string, report: Report, name: string) => void;

/** One message per keyword that the schemas use. */
const explain: Readonly<Record<string, Explain>> = {
  type: ({ params }, found, pointer, report) => wrongType(String(params['type']), found, pointer, report),
  required: ({ params }, _, pointer, report) => missingKey(String(params['missingProperty']), pointer, report),
  additionalProperties: ({ instancePath, params }, _, pointer, report, name) => {
    const known = knownKeys(schemas[name] ?? {}, pointerKeys(instancePath));
    unknownKey(String(params['additionalProperty']), known, pointer, report);
  },
  enum: ({ params }, found, pointer, report) =>
    unknownValue(found, params['allowedValues'] as string[], pointer, report),
  minimum: ({ params }, found, pointer, report) => belowMinimum(found, Number(params['limit']), pointer, report),
};

/** Reports a value of another type than `wanted`, a type of JSON Schema. */
export function wrongType(wanted: string, value: Json, pointer: string, report: Report): void {
  const message = `${placeName(pointer)} must be ${wantedType(wanted)}, but is ${describeValue(value)}.`;
  report(findings.wrongType, { pointer, message, help: helpFor(wanted, value) });
}

function helpFor(wanted: string, value: Json): string | undefined {
  if (value === null) return 'Leave the key out, or give it a value: `null` is not the same as nothing.';
  if (typeof value === 'string' && MEANT[wanted]?.test(value)) return `Write ${quote(value)} without quotes.`;
  if (wanted === 'string' && typeof value !== 'object') return `Write \`"${value}"\`.`;
  return undefined;
}

/** Texts that were meant as values of another type. */
const MEANT: Readonly<Record<string, RegExp>> = {
  integer: /^-?\d{1,15}$/,
  number: /^-?\d{1,15}(\.\d{1,15})?$/,
  boolean: /^(true|false)$/,
};

/** Reports a key that an object lacks. */
export function missingKey(key: string, pointer: string, report: Report): void {
  const message = `${placeName(pointer)} has no ${quote(key)}, which is required.`;
  report(findings.missingKey, { pointer, message, help: `Add ${quote(key)}.` });
}

function unknownKey(key: string, known: readonly string[], parent: string, report: Report): void {
  const message = `${quote(key)} is no key of ${placeName(parent).replace(/^(The|Item)/, (word) => word.toLowerCase())}.`;
  const help = didYouMean(key, known) ?? `Known keys are ${quoteList(known)}.`;
  report(findings.unknownKey, { pointer: parent + token(key), at: 'key', message, help });
}

function unknownValue(value: Json, allowed: readonly string[], pointer: string, report: Report): void {
  // A value of another type has its own finding.
  if (typeof value !== 'string') return;
  const message = `${placeName(pointer)} is ${quote(value)}, which the language does not know.`;
  const help = didYouMean(value, allowed) ?? `Known are ${allowed.map(quote).join(', ')}.`;
  report(findings.unknownValue, { pointer, message, help });
}

function belowMinimum(value: Json, limit: number, pointer: string, report: Report): void {
  const message = `${placeName(pointer)} is ${value}, but must be at least ${limit}.`;
  report(findings.valueRange, { pointer, message, help: `Write ${limit} or more.` });
}

function valueAt(root: Json, instancePath: string): Json {
  let value = root;
  for (const key of pointerKeys(instancePath)) value = (value as Record<string, Json>)[key] as Json;
  return value;
}
