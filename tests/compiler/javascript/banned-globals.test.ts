import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { CodeLanguage } from '../../../src/compiler/javascript/index.ts';
import { checkCodeText } from '../../helpers/check-code.ts';

/** Spellings that reach something banned, or that nobody can decide; all must be refused by one of the two rules. */
const EVASIONS: readonly string[] = [
  // Names of the global object.
  'fetch("/x")',
  'globalThis.fetch("/x")',
  'window.fetch("/x")',
  'self.fetch("/x")',
  'frames.fetch("/x")',
  'top.fetch("/x")',
  'parent.fetch("/x")',
  'window.window.self.top.fetch("/x")',
  'window[0].fetch("/x")',
  'document.defaultView.fetch("/x")',
  'node.ownerDocument.defaultView.fetch("/x")',
  'frame.contentWindow.fetch("/x")',
  'onclick = (event) => event.view.fetch("/x")',
  // Other ways to write a member.
  'globalThis["fetch"]("/x")',
  'globalThis["fe" + "tch"]("/x")',
  'globalThis[`fe${"tch"}`]("/x")',
  'globalThis[`fetch`]("/x")',
  'globalThis["\\x66etch"]("/x")',
  '\\u0066etch("/x")',
  'globalThis?.["fetch"]?.("/x")',
  'globalThis[("x", "fetch")]("/x")',
  'globalThis[flag ? "fetch" : "name"]("/x")',
  'globalThis[String.raw`fetch`]("/x")',
  'globalThis[String.fromCharCode(102, 101, 116, 99, 104)]("/x")',
  'globalThis[String.fromCharCode(...[102, 101, 116, 99, 104])]("/x")',
  'globalThis[["fe", "tch"].join("")]("/x")',
  'globalThis["hctef".split("").reverse().join("")]("/x")',
  'globalThis["FETCH".toLowerCase()]("/x")',
  'globalThis["xfetch".slice(1)]("/x")',
  'globalThis[atob("ZmV0Y2g=")]("/x")',
  'globalThis[decodeURIComponent("%66etch")]("/x")',
  'globalThis["".concat("fe", "tch")]("/x")',
  'globalThis[JSON.parse(\'"fetch"\')]("/x")',
  'const key = "fe" + "tch"; globalThis[key]("/x")',
  'let key = "name"; key = "fetch"; globalThis[key]("/x")',
  'let key = "fe"; key += "tch"; globalThis[key]("/x")',
  'const keys = { a: "fetch" }; globalThis[keys.a]("/x")',
  'for (const key in globalThis) globalThis[key]("/x")',
  'globalThis[Object.keys(globalThis)[3]]("/x")',
  'const f = (key) => globalThis[key]; f("fetch")',
  'globalThis[Symbol("fetch").description]("/x")',
  // Aliases.
  'const g = globalThis; g.fetch("/x")',
  'const g = globalThis, h = g; h.fetch("/x")',
  'let g; g = window; g.fetch("/x")',
  'var g = 1; var g = window; g.fetch("/x")',
  '(0, window).fetch("/x")',
  '(flag ? window : self).fetch("/x")',
  '(flag && window).fetch("/x")',
  '(null ?? window).fetch("/x")',
  'let g; (g = window).fetch("/x")',
  'let g = null; g ??= window; g.fetch("/x")',
  '(await window).fetch("/x")',
  'const f = (g = globalThis) => g.fetch("/x"); f()',
  'const f = ({ fetch } = globalThis) => fetch("/x"); f()',
  'const doc = document; doc.cookie',
  'const w = window; const { document: d } = w; d.cookie',
  'let g = window; g = g.document; g.cookie',
  'let a = 1, b = window; a = b; b = a.document; a.cookie',
  'let x, y; x = (y = x.document); x = window; y.cookie',
  'let g = self; while (go) { g = g.parent; } g.fetch("/x")',
  `let k = document; ${Array.from({ length: 100 }, (_, i) => `k = window.a${i};`).join(' ')} k.cookie`,
  'node.getRootNode().cookie',
  'document.body.getRootNode({}).cookie',
  'document.documentElement.parentNode.cookie',
  'document.addEventListener("click", (event) => event.target.cookie)',
  'addEventListener("load", (e) => e.currentTarget.fetch("/x"))',
  'const { get } = Reflect; get(window, "fetch")("/x")',
  'Reflect.get.call(null, window, "fetch")',
  'Promise.resolve(window).then((g) => g.fetch("/x"))',
  // Destructuring.
  'const { fetch } = globalThis; fetch("/x")',
  'const { fetch: f } = window; f("/x")',
  'const { ["fe" + "tch"]: f } = window; f("/x")',
  'const { [name]: f } = window; f("/x")',
  'const { window: { fetch: f } } = globalThis; f("/x")',
  'const { document: { cookie } } = globalThis; export default cookie',
  'let f; ({ fetch: f } = window); f("/x")',
  'const { g = window } = {}; g.fetch("/x")',
  'const { ...all } = window; all.fetch("/x")',
  'const [g] = [window]; g.fetch("/x")',
  // Handed on.
  'const all = { ...globalThis }; all.fetch("/x")',
  'Object.assign({}, window).fetch("/x")',
  'Object.entries(window)',
  'const o = { g: window }; o.g.fetch("/x")',
  'class A { static g = window } A.g.fetch("/x")',
  '((g) => g.fetch("/x"))(window)',
  'const g = () => window; g().fetch("/x")',
  'export const g = globalThis',
  'export default globalThis',
  'const g = globalThis; export { g }',
  'new Proxy(window, {}).fetch("/x")',
  'for (const g of [window]) g.fetch("/x")',
  'tag`${window}`',
  'function* f() { yield window }',
  'try { throw window } catch (g) { g.fetch("/x") }',
  'document["coo" + "kie"]',
  'document[name]',
  'send(document)',
  // Reflection.
  'Reflect.get(globalThis, "fetch")("/x")',
  'Reflect.get(globalThis, name)("/x")',
  'Object.getOwnPropertyDescriptor(window, "fetch").value("/x")',
  'Object.getOwnPropertyDescriptor(Document.prototype, "cookie").get.call(document)',
  'Object.getOwnPropertyDescriptors(window).fetch.value("/x")',
  'window.__lookupGetter__("localStorage").call(window)',
  'Object(window).fetch("/x")',
  'window.valueOf().fetch("/x")',
  'Reflect.apply(fetch, undefined, ["/x"])',
  'setTimeout(function () { this.fetch("/x") })',
  'function late() { this.fetch("/x") } addEventListener("load", late)',
  // Code from text.
  'eval("1")',
  '(0, eval)("1")',
  'window.eval("1")',
  'const e = eval; e("1")',
  'new Function("return 1")',
  'Function`return 1`',
  'Function.prototype.constructor("1")()',
  '(() => {}).constructor("1")()',
  '(async () => {}).constructor("1")()',
  '(function* () {}).constructor("1")()',
  '(class {}).constructor("1")()',
  'const f = () => 1; f["con" + "structor"]("1")()',
  '[].map.constructor("1")()',
  '[]["flat"]["constructor"]("1")()',
  '[][(![]+[])[+[]]+(![]+[])[1+1]+(![]+[])[1]+(!![]+[])[0]]["constructor"]("1")()',
  '"".constructor.constructor("1")()',
  '({}).constructor.constructor("1")()',
  'class A { f() { return this.constructor.constructor("1")() } }',
  'unknown.constructor.constructor("1")()',
  'import { h } from "preact"; h.constructor("1")()',
  'const { constructor: C } = () => 1; C("1")()',
  'const { constructor: C } = unknown; C("1")()',
  'Object.getPrototypeOf(async () => 1).constructor("1")()',
  '(() => 1).__proto__.constructor("1")()',
  'Math.max.constructor("1")()',
  'Array.constructor("1")()',
  'function F() { new.target.constructor("1")() }',
  'unknown.constructor.call(null, "1")()',
  'unknown.constructor.bind(null, "1")()()',
  'unknown.constructor`1`',
  'Reflect.construct(unknown.constructor, ["1"])()',
  'const { constructor: { constructor: F } } = ""; F("1")()',
  'setTimeout("steal()", 1)',
  'setInterval(`steal(${1})`)',
  'class A extends Function {}',
  // Others of the list.
  'new XMLHttpRequest()',
  'new WebSocket("wss://x")',
  'new window.EventSource("/x")',
  'importScripts("x.js")',
  'localStorage.getItem("a")',
  'sessionStorage["a"]',
  'const store = localStorage; store.a = 1',
  'delete window.localStorage',
  'window.fetch = null',
  'fetch = null',
  '[fetch] = [1]',
  'for (fetch of []) ;',
  'export default fetch',
  'const o = { fetch }',
];

/** Types do not hide a global: they are erased. */
const TYPED: readonly string[] = [
  'declare const fetch: any; export { fetch }',
  'declare const fetch: (url: string) => void; fetch("/x")',
  'declare function fetch(url: string): void; fetch("/x")',
  'function fetch(url: string): void; export default fetch("/x")',
  'import type { fetch } from "./types.ts"; fetch("/x")',
  'import { type fetch } from "./types.ts"; fetch("/x")',
  'declare namespace self { const fetch: any } self.fetch("/x")',
  'namespace fetch { export type A = 1 } fetch("/x")',
  'interface fetch {} fetch("/x")',
  '(window as any).fetch("/x")',
  '(<any>window).fetch("/x")',
  'window!.fetch("/x")',
  '(window satisfies object).fetch("/x")',
  'const g = window as unknown as Record<string, () => void>; g["fetch"]!()',
  'declare class Function { constructor(code: string) } new Function("1")',
];

const JSX: readonly string[] = [
  'export default <a b={fetch} />',
  'export default <window.eval />',
  'const E = <a {...window} />',
  'export default <Function />',
];

/** Code that has nothing to do with globals that are banned. */
const INNOCENT: readonly string[] = [
  'const fetch = (url) => url; fetch("/x")',
  'function fetch() {} fetch("/x")',
  'import { fetch } from "./api.mjs"; fetch("/x")',
  'import fetch from "./api.mjs"; fetch("/x")',
  'const f = (fetch) => fetch("/x"); f(String)',
  'const f = ({ fetch }) => fetch("/x"); f({})',
  'try {} catch (fetch) { fetch.message }',
  'class eval_ {} new eval_()',
  'const api = { fetch: () => 1 }; api.fetch("/x")',
  'class A { fetch() {} load() { this.fetch() } }',
  'const o = { fetch() {}, load() { this.fetch() } }',
  'const o = { load: function () { this.fetch() } }',
  'query.fetch("/x"); query["fetch"]("/x")',
  'const text = "fetch eval Function localStorage"',
  '// fetch("/x") and eval("1")',
  'const a = /fetch/.test("fetch")',
  'const o = { fetch: 1, eval: 2, "localStorage": 3 }',
  'const localStorage = new Map(); localStorage.get("a")',
  'typeof fetch === "function"',
  'typeof window === "undefined"',
  'if (typeof window !== "undefined") window.scrollTo(0, 0)',
  'window.addEventListener("resize", () => 1)',
  'const { innerWidth, innerHeight } = window',
  'const w = window.innerWidth; const h = window["innerHeight"]',
  'globalThis[`inner${"Width"}`]',
  'const list = [1, 2, 3]; for (const i of list) list[i]',
  'const table = {}; const get = (key) => table[key]',
  'const { [key]: value } = table',
  'Math[Math.random() > 0.5 ? "min" : "max"](1, 2)',
  'Object.entries({ a: 1 }).map(([key, value]) => key + value)',
  'const copy = { ...{ a: 1 } }; Object.assign({}, copy)',
  'class A { name() { return this.constructor.name } }',
  'class A { clone() { return new this.constructor() } }',
  'value.constructor === Object',
  'const proto = value.constructor.prototype',
  'document.getElementById("a").textContent',
  'const { title } = document',
  'const d = document; d.title = "a"',
  'const el = ref.current; el.ownerDocument.body.focus()',
  'el.ownerDocument === document',
  'console.log(Intl.NumberFormat("en").format(1))',
  'const self = { fetch: 1 }; self.fetch',
  'const top = list[0]; top.fetch()',
  'export default function App({ parent }) { return parent.fetch }',
  'window && window.matchMedia("(prefers-color-scheme: dark)")',
  '"matchMedia" in window',
  'event.target === window',
  'event.target.value; event.currentTarget.parentNode.removeChild(event.target)',
  'submit(event.target)',
  'el.parentNode.insertBefore(a, el); el.getRootNode().host',
  'console.log(value.constructor)',
  'structuredClone({ a: 1 }); crypto.randomUUID()',
  'label: for (const fetch of []) { continue label }',
  'export { a as fetch }; const a = 1',
  'navigator.language; location.hash',
  'const g = globalThis; g.name',
  'let el = document.activeElement; while (el) { el = el.parentElement }',
  'let i = 0; i = i + 1; while (i < 9) i = i * 2; list[i]',
  'let text = "a"; for (const one of list) text = text + one; out[text]',
];

const INNOCENT_TYPED: readonly string[] = [
  'interface Window { fetch: number } const a: Window = { fetch: 1 }',
  'type F = typeof fetch; let f: F | undefined',
  'enum Color { red } Color.red',
  'const f = <T,>(fetch: T): T => fetch',
  'import type { A } from "./a.ts"; const a = {} as A',
  'class A { constructor(private readonly fetch: number) {} get() { return this.fetch } }',
];

const REFUSING = ['no-banned-globals', 'no-computed-globals'];
const found = (code: string, language: CodeLanguage, profile = 'trusted') => checkCodeText(code, language, profile);

const test = suite('banned globals');
for (const [language, list] of [
  ['js', EVASIONS],
  ['ts', TYPED],
  ['jsx', JSX],
] as const) {
  for (const code of list)
    test(`refuses ${code}`, () => {
      const all = found(code, language);
      assert.ok(
        all.some(({ name }) => REFUSING.includes(name)),
        JSON.stringify(all),
      );
    });
}
for (const [language, list] of [
  ['js', INNOCENT],
  ['ts', INNOCENT_TYPED],
] as const) {
  for (const code of list)
    test(`lets ${code} pass`, () =>
      assert.equal(
        found(code, language).filter(({ name }) => name !== 'capability-timers'),
        [],
      ));
}

test('says what is reached, how it is spelled and where', () => {
  assert.equal(found('\nconst g = window; g["fe" + "tch"]()', 'js'), [
    {
      name: 'no-banned-globals',
      message: 'The code reaches `fetch` as `g["fe" + "tch"]`, which the policy does not allow.',
      inside: { start: 19, end: 34 },
    },
  ]);
});

test('an alias is reported where it is made, not where it is used', () => {
  assert.equal(
    found('const f = fetch; f(); f.call(); const { name } = f', 'js').map(({ inside }) => inside),
    [{ start: 10, end: 15 }],
  );
});

test('the lists are those of the policy', () => {
  assert.equal(found('fetch("/x"); window[name]', 'js', 'relaxed'), []);
  assert.equal(
    found('process.env.KEY; document.cookie', 'js', 'trusted').map(({ name }) => name),
    ['no-banned-globals'],
  );
});

test.run();
