/// <reference lib="dom" />

/** What is left in a worker: the language, and what computes without reaching anything, or running after its call. */
const KEPT =
  /^(Object|Function|Array|Number|parseFloat|parseInt|Infinity|NaN|undefined|Boolean|String|Symbol|Date|Promise|RegExp|(Aggregate|Eval|Range|Reference|Suppressed|Syntax|Type|URI)?Error|globalThis|self|JSON|Math|Intl|Temporal|ArrayBuffer|DataView|(Big)?(Ui|I)nt(8|16|32|64)(Clamped)?Array|Float(16|32|64)Array|Map|Set|WeakMap|WeakSet|WeakRef|Proxy|Reflect|BigInt|Iterator|(Async)?DisposableStack|(de|en)codeURI(Component)?|(un)?escape|isFinite|isNaN|URL|URLSearchParams|Text(En|De)coder|DOMException|structuredClone|queueMicrotask|atob|btoa|performance)$/;

const TIMERS = /^(set|clear)(Timeout|Interval)$/;

/**
 * Takes away from the worker's realm whatever is not on the list, so that what browsers will have one day is not there
 * either; throws where something stays. The policy of the frame refuses the same things a second time.
 */
export const sealWorker = (timers: boolean): void => {
  const random = crypto.getRandomValues.bind(crypto);
  const { trustedTypes } = self as unknown as { trustedTypes?: { createPolicy(name: string, rules: object): unknown } };
  // The name of the one policy is used up.
  trustedTypes?.createPolicy('renderify-sandbox', {});
  for (let scope = self as object; scope !== Object.prototype; scope = Object.getPrototypeOf(scope)) {
    for (const key of Reflect.ownKeys(scope)) {
      if (typeof key === 'symbol' || KEPT.test(key) || (timers && TIMERS.test(key))) continue;
      // Constants stay; anything that can do something must go.
      if (!Reflect.deleteProperty(scope, key) && Object(Reflect.get(self, key)) === Reflect.get(self, key)) throw 0;
    }
  }
  Reflect.deleteProperty(URL, 'createObjectURL');
  Reflect.deleteProperty(URL, 'revokeObjectURL');
  const silent = () => {};
  const levels = ['debug', 'log', 'info', 'warn', 'error', 'trace', 'assert', 'time', 'timeEnd', 'table', 'dir'];
  Object.assign(self, {
    crypto: { getRandomValues: random },
    console: Object.fromEntries(levels.map((level) => [level, silent])),
  });
};
