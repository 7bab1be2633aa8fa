// Runs in the isolated engine before any plan code: a world that is the same on every machine and on every day.

/** 2000-01-01T00:00:00Z */
const NOW = 946_684_800_000;

(() => {
  const world = globalThis as unknown as Record<string, unknown>;
  const { parse, stringify } = JSON;
  const { apply, construct } = Reflect;
  const Later = Promise;
  const { then } = Promise.prototype;
  world['self'] = globalThis;
  world['console'] = silentConsole();
  world['performance'] = { now: () => 0, timeOrigin: NOW, mark() {}, measure() {} };
  world['queueMicrotask'] = (job: () => void) => {
    apply(then, Later.resolve(), [job]);
  };
  Math.random = fixedRandom();
  world['crypto'] = fixedCrypto(fixedRandom());
  world['Date'] = fixedDate(Date, construct);
  // The function that the host calls with plan code: it keeps hold of what plan code could replace.
  return (code: (input: unknown) => unknown, input: string) => {
    const result = new Later((resolve) => {
      resolve(code(parse(input)));
    });
    return apply(then, result, [(value: unknown) => stringify(value)]);
  };
})();

function silentConsole(): Record<string, () => void> {
  const names = [
    'assert',
    'clear',
    'count',
    'debug',
    'dir',
    'error',
    'group',
    'groupCollapsed',
    'groupEnd',
    'info',
    'log',
    'table',
    'time',
    'timeEnd',
    'trace',
    'warn',
  ];
  return Object.fromEntries(names.map((name) => [name, () => undefined]));
}

/** Mulberry32: thirty-two bits of state, always from the same seed. */
function fixedRandom(): () => number {
  let state = 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** What names things by chance, as libraries do when they are loaded; nothing here is a secret. */
function fixedCrypto(random: () => number): unknown {
  const getRandomValues = (array: Uint8Array) => {
    for (let i = 0; i < array.length; i++) array[i] = random() * 4294967296;
    return array;
  };
  const randomUUID = () => {
    const hex = (count: number) => Array.from({ length: count }, () => ((random() * 16) | 0).toString(16)).join('');
    return `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`;
  };
  return { getRandomValues, randomUUID };
}

/** A `Date` whose present is one instant and whose local time is UTC, wherever the build runs. */
function fixedDate(Native: DateConstructor, construct: typeof Reflect.construct): unknown {
  const utc = (text: string): number => {
    const time = Native.parse(text);
    const zoned = /(?:Z|[+-]\d\d:?\d\d|GMT|UTC)\s*\)?$/i.test(text) || /^[+-]?\d{4,6}(?:-\d\d){0,2}$/.test(text.trim());
    return zoned ? time : time - new Native(time).getTimezoneOffset() * 60_000;
  };
  const timeOf = (args: unknown[]): unknown => {
    if (args.length === 0) return NOW;
    if (args.length > 1) return Native.UTC(...(args as [number, number]));
    const [value] = args;
    const plain = value instanceof Native ? value.getTime() : value;
    return typeof plain === 'string' ? utc(plain) : plain;
  };
  const prototype = Native.prototype as unknown as Record<string, unknown>;
  for (const name of Object.getOwnPropertyNames(prototype)) {
    const part = /^([gs]et)UTC(.+)$/.exec(name);
    if (part) prototype[`${part[1]}${part[2]}`] = prototype[name];
  }
  Object.assign(prototype, dateTexts());
  function FixedDate(...args: unknown[]): unknown {
    if (!new.target) return new Native(NOW).toString();
    return construct(Native, [timeOf(args)], new.target);
  }
  FixedDate.prototype = Native.prototype;
  Native.prototype.constructor = FixedDate;
  return Object.assign(FixedDate, { now: () => NOW, parse: utc, UTC: Native.UTC });
}

function dateTexts(): Record<string, unknown> {
  const parts = (date: Date) => /^(\w+), (\d+) (\w+) (-?\d+) (.+) GMT$/.exec(date.toUTCString());
  const day = (date: Date) => {
    const [, week, number, month, year] = parts(date) ?? [];
    return week ? `${week} ${month} ${number} ${year}` : 'Invalid Date';
  };
  const time = (date: Date) => `${parts(date)?.[5] ?? ''} GMT+0000 (Coordinated Universal Time)`;
  return {
    getTimezoneOffset(this: Date) {
      return Number.isNaN(this.getTime()) ? Number.NaN : 0;
    },
    toString(this: Date) {
      return parts(this) ? `${day(this)} ${time(this)}` : 'Invalid Date';
    },
    toDateString(this: Date) {
      return day(this);
    },
    toTimeString(this: Date) {
      return parts(this) ? time(this) : 'Invalid Date';
    },
  };
}
