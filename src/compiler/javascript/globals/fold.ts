import type { Constant } from './value.ts';

/** Longer results are not followed: a name of a global is short. */
const LONGEST = 2000;

type Fold = (...args: readonly never[]) => Constant;

/** Methods of strings and lists that give the same for the same, by name. */
const METHODS = new Set(
  'at charAt charCodeAt codePointAt concat fill flat includes indexOf join lastIndexOf normalize padEnd padStart repeat replace replaceAll reverse slice split startsWith endsWith substr substring toLocaleLowerCase toLocaleUpperCase toLowerCase toReversed toString toUpperCase trim trimEnd trimStart valueOf with'.split(
    ' ',
  ),
);

/** Functions of the language that give the same for the same, by their path. */
const FUNCTIONS: Readonly<Record<string, Fold>> = {
  String: (value: Constant = '') => String(value),
  Number: (value: Constant = 0) => Number(value),
  parseInt: (text: string, radix?: number) => Number.parseInt(text, radix),
  'String.fromCharCode': (...units: number[]) => String.fromCharCode(...units),
  'String.fromCodePoint': (...points: number[]) => String.fromCodePoint(...points),
  atob: (text: string) => atob(text),
  btoa: (text: string) => btoa(text),
  decodeURI: (text: string) => decodeURI(text),
  decodeURIComponent: (text: string) => decodeURIComponent(text),
  encodeURIComponent: (text: string) => encodeURIComponent(text),
  unescape: (text: string) =>
    text.replace(/%u([0-9a-f]{4})|%([0-9a-f]{2})/gi, (_, long, short) =>
      String.fromCharCode(Number.parseInt(long ?? short, 16)),
    ),
  'JSON.parse': (text: string) => plain(JSON.parse(text)),
};

const OPERATORS: Readonly<Record<string, (left: never, right: never) => Constant>> = {
  '+': (left: string, right: string) => left + right,
  '-': (left: number, right: number) => left - right,
  '*': (left: number, right: number) => left * right,
  '/': (left: number, right: number) => left / right,
  '%': (left: number, right: number) => left % right,
  '**': (left: number, right: number) => left ** right,
  '|': (left: number, right: number) => left | right,
  '&': (left: number, right: number) => left & right,
  '^': (left: number, right: number) => left ^ right,
  '<<': (left: number, right: number) => left << right,
  '>>': (left: number, right: number) => left >> right,
  '>>>': (left: number, right: number) => left >>> right,
  '+1': (_, right: number) => +right,
  '-1': (_, right: number) => -right,
  '!1': (_, right: Constant) => !right,
  '~1': (_, right: number) => ~right,
  void1: () => undefined,
};

/** The result of an operator on constants; unary ones have a `1` behind them. `undefined` when it is not followed. */
export function foldOperator(operator: string, left: Constant, right: Constant): { value: Constant } | undefined {
  const fold = Object.hasOwn(OPERATORS, operator) ? OPERATORS[operator] : undefined;
  return fold && attempt(() => fold(left as never, right as never));
}

/** The result of a global function on constants; `path` as in `String.fromCharCode`. */
export function foldCall(path: string, args: readonly Constant[]): { value: Constant } | undefined {
  const fold = Object.hasOwn(FUNCTIONS, path) ? FUNCTIONS[path] : undefined;
  return fold && attempt(() => fold(...(args as readonly never[])));
}

/** The result of a method of a constant. */
export function foldMethod(of: Constant, name: string, args: readonly Constant[]): { value: Constant } | undefined {
  if (
    !METHODS.has(name) ||
    ((name === 'repeat' || name.startsWith('pad') || name === 'fill') && Number(args[0]) > LONGEST)
  )
    return undefined;
  const copy = Array.isArray(of) ? [...of] : of;
  const method = (copy as unknown as Record<string, unknown>)[name];
  if (typeof method !== 'function') return undefined;
  return attempt(() => plain(Reflect.apply(method, copy, args)));
}

function attempt(fold: () => Constant): { value: Constant } | undefined {
  try {
    const value = fold();
    const { length } = String(value);
    return length > LONGEST ? undefined : { value };
  } catch {
    return undefined;
  }
}

/** Only what a constant can be. */
function plain(value: unknown): Constant {
  if (
    typeof value === 'object' &&
    value !== null &&
    !(Array.isArray(value) && value.every((one) => typeof one !== 'object'))
  )
    throw new TypeError('not followed');
  return value as Constant;
}
