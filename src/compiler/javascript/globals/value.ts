/** A value that is known at build. */
export type Constant = string | number | boolean | null | undefined | readonly Constant[];

/** One thing that an expression can be. */
export type Value =
  /**
   * The global object (empty path) or what it holds. `known` leading names are reported elsewhere; a `guessed` one is
   * only likely to be the global object, such as `this` in a function.
   */
  | { readonly kind: 'global'; readonly path: readonly string[]; readonly known: number; readonly guessed?: true }
  | { readonly kind: 'constant'; readonly value: Constant }
  /** A method of a constant, such as `'abc'.slice`. */
  | { readonly kind: 'method'; readonly of: Constant; readonly name: string }
  /** A function of any kind, so that its `constructor` is `Function`. */
  | { readonly kind: 'function' }
  /** The `constructor` of something unknown: perhaps `Function`. */
  | { readonly kind: 'constructor' }
  | { readonly kind: 'other' };

/** Of longer paths only the beginning is kept: `node = node.parentNode` in a loop has no end. */
const LONGEST_PATH = 6;

/** The global object, by whichever name. */
export const ROOT: Value = { kind: 'global', path: [], known: 0 };
export const OTHER: Value = { kind: 'other' };
export const FUNCTION: Value = { kind: 'function' };

/** What names the global object, or that of another frame, in browsers, workers and engines. */
export const ROOT_NAMES: ReadonlySet<string> = new Set([
  'globalThis',
  'window',
  'self',
  'frames',
  'top',
  'parent',
  'opener',
  'global',
]);

/** What may well be the global object, or the document: enough to look for banned members, not to refuse all others. */
export const GUESSED_ROOT: Value = { kind: 'global', path: [], known: 0, guessed: true };
export const GUESSED_DOCUMENT: Value = { kind: 'global', path: ['document'], known: 0, guessed: true };
/** Members of nodes that lead to their document; the last is a method. */
const DOCUMENT_NAMES = /^(ownerDocument|contentDocument|parentNode|getRootNode)$/;

/** Globals that are objects and not functions, so that their `constructor` is harmless. */
const NO_FUNCTIONS: ReadonlySet<string> = new Set(['Math', 'JSON', 'Reflect', 'Atomics', 'Intl', 'WebAssembly']);

/** A global by its path. */
export function globalValue(path: readonly string[], known = 0): Value {
  return { kind: 'global', path, known };
}

/** A constant as a value. */
export function constantValue(value: Constant): Value {
  return { kind: 'constant', value };
}

/** What `object[key]` is. */
export function memberOf(object: Value, key: Constant): Value {
  const name = String(key);
  if (object.kind === 'global') return memberOfGlobal(object.path, object.known, name, object.guessed);
  if (object.kind === 'constant') return memberOfConstant(object.value, name);
  if (name === 'constructor') return object.kind === 'other' ? { kind: 'constructor' } : globalValue(['Function']);
  if (name === '__proto__') return object.kind === 'constructor' ? FUNCTION : object;
  if (object.kind === 'constructor') return /^(call|apply|bind)$/.test(name) ? object : OTHER;
  if (object.kind !== 'other') return OTHER;
  if (DOCUMENT_NAMES.test(name)) return GUESSED_DOCUMENT;
  return name === 'defaultView' || name === 'contentWindow' ? ROOT : OTHER;
}

function memberOfGlobal(path: readonly string[], known: number, name: string, guessed?: true): Value {
  if (path.length === 0) {
    if (ROOT_NAMES.has(name) || /^\d+$/.test(name)) return ROOT;
    return name === 'constructor' || name === '__proto__' ? OTHER : globalValue([name]);
  }
  if (name === 'constructor') return isFunctionName(path) ? globalValue(['Function']) : { kind: 'constructor' };
  if (name === '__proto__' && isFunctionName(path)) return FUNCTION;
  if (name === 'defaultView' || name === 'contentWindow') return ROOT;
  if (DOCUMENT_NAMES.test(name)) return GUESSED_DOCUMENT;
  const longer: Value = { kind: 'global', path: path.length < LONGEST_PATH ? [...path, name] : path, known };
  return guessed ? { ...longer, guessed } : longer;
}

function isFunctionName(path: readonly string[]): boolean {
  return path.length === 1 && /^[A-Z]/.test(path[0] ?? '') && !NO_FUNCTIONS.has(path[0] ?? '');
}

function memberOfConstant(value: Constant, name: string): Value {
  if (value === null || value === undefined) return OTHER;
  if (name === 'constructor') return globalValue([constructorName(value)], 1);
  if (typeof value === 'string' || Array.isArray(value)) {
    if (name === 'length') return constantValue(value.length);
    if (/^\d+$/.test(name)) return constantValue(value[Number(name)] as Constant);
  }
  return { kind: 'method', of: value, name };
}

function constructorName(value: Exclude<Constant, null | undefined>): string {
  if (typeof value === 'string') return 'String';
  return typeof value === 'number' ? 'Number' : typeof value === 'boolean' ? 'Boolean' : 'Array';
}
