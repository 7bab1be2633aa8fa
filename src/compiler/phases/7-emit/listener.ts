import type { Listener, OutElement } from '../../program.ts';
import { emitListen } from './guards.ts';
import { jsString } from './js-value.ts';
import { emitPayload, mayExceed } from './payload.ts';
import type { ScriptContext } from './script-context.ts';

/** What a listener does once the browser's side is settled. */
export interface Work {
  /** Statements; `p` is the payload where `payload` asks for it. */
  readonly code: string;
  /** An expression of a function that does the same, if there is one. */
  readonly name?: string;
  readonly payload: boolean;
}

/** The handler of a listener that stands alone: an expression of a function. */
export function emitHandler(listener: Listener, place: string, work: Work, context: ScriptContext): string {
  const before = emitBefore(listener, place);
  const body = emitBody(listener, work, context);
  const test = emitTest(listener, place, context);
  if (!before && !test && body === work.code && work.name) return work.name;
  const code = before + (test ? `if(${test}){${body}}` : body);
  return `${/\be\b/.test(code) ? 'e' : '()'}=>{${code}}`;
}

/** The handler of a listener that runs among others: what it does first, then a function with the rest. */
export function emitDelegated(listener: Listener, place: string, work: Work, context: ScriptContext): string {
  const test = emitTest(listener, place, context);
  const body = `return()=>{${emitBody(listener, work, context)}}`;
  return `e=>{${emitBefore(listener, place)}${test ? `if(${test})${body}` : body}}`;
}

/** Spec 5.7 and 13.5: what the browser would do by itself is decided before anything runs. */
function emitBefore({ prevent }: Listener, place: string): string {
  if (prevent === 'always') return 'e.preventDefault();';
  if (prevent === 'empty-link') return `/^#?$/.test(${place}.getAttribute("href")??"")&&e.preventDefault();`;
  if (prevent === 'inside-summary') return `e.target.closest("summary")?.parentNode==${place}&&e.preventDefault();`;
  return '';
}

function emitTest({ canBeDisabled, dom, skipFirst, element }: Listener, place: string, context: ScriptContext): string {
  const tests: string[] = [];
  if (canBeDisabled) tests.push(`${context.use('runs')}(${place},e)`);
  // A file input's `cancel` bubbles, and is not the dialog's.
  if (dom === 'cancel') tests.push(`e.target==${place}`);
  // An open `details` fires `toggle` for what the first paint shows; only changes count.
  if (skipFirst === 'toggle') tests.push(`${lastOpen(element)}!==(${lastOpen(element)}=${place}.open)`);
  return tests.join('&&');
}

function emitBody(listener: Listener, work: Work, context: ScriptContext): string {
  // The store of an open plan checks every payload itself.
  const checked = !context.program.open && mayExceed(listener, context);
  if (!work.payload && !checked) return work.code;
  const { before, code } = emitPayload(listener, context);
  const payload = `${before}let p=${code};`;
  if (!checked) return payload + work.code;
  return `${payload}if(${context.use('fits')}(p,${jsString(listener.type)},${context.report()})){${work.code}}`;
}

/** The statement that attaches a handler. */
export function emitAttach(
  { dom, skipFirst }: Listener,
  place: string,
  handler: string,
  context: ScriptContext,
): string {
  // There are no properties for these two.
  const listen = context.program.clobbers || dom === 'focusin' || dom === 'focusout';
  const attach = listen ? emitListen(place, dom, handler, context) : `${place}.on${dom}=${handler}`;
  // The focus of `autofocus` comes before the first frame and belongs to the first paint.
  return skipFirst === 'autofocus' ? `requestAnimationFrame(()=>{${attach}})` : attach;
}

/** Declarations of what handlers remember from one event to the next. */
export function emitMemories(listeners: readonly Listener[]): string[] {
  return listeners.filter((one) => one.skipFirst === 'toggle').map(({ element }) => `${lastOpen(element)}=!0`);
}

function lastOpen(element: OutElement): string {
  return `o${element.index}`;
}
