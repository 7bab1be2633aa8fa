/// <reference lib="dom" />
import type { Draw } from '../nodes/island.ts';
import type { RunTimeError } from '../raise.ts';
import { openSandbox } from './open-sandbox.ts';

/** What the page has for an island in a frame. */
export interface FrameJob {
  readonly start: ChildNode;
  readonly end: ChildNode;
  readonly markup: string;
  readonly use: number;
  readonly roots: () => object;
  /** Milliseconds after which a frame that gives no sign is ended (spec 8.3). */
  readonly limit: number;
  readonly report: (error: RunTimeError) => void;
  /** Delivers an event of the island; absent where nothing can raise one. */
  readonly deliver?: (type: string, payload: object) => void;
}

/**
 * Shows an island in a visible frame of its own (profile `sandbox-iframe`). What stands between the marks stays until the
 * frame shows something, and comes back when the frame is ended.
 */
export const frameIsland = ({
  start,
  end,
  markup,
  use,
  roots,
  limit,
  report,
  deliver,
}: FrameJob): Draw & { end(): void } => {
  let fallback: ChildNode[] | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let answered = true;
  /** When the frame was asked to show something that it has not shown yet. */
  let asked = 0;
  const lose = (name: string) => {
    clearTimeout(timer);
    if (fallback) end.before(...fallback);
    report({ name });
  };
  const stop = (name: string) => {
    sandbox.end();
    lose(name);
  };
  const size = (height: number) => {
    const { frame } = sandbox;
    if (!fallback) {
      fallback = [];
      for (let here = start.nextSibling; here && here !== frame; here = here.nextSibling) fallback.push(here);
      for (const one of fallback) one.remove();
      frame.style.cssText = SHOWN;
    }
    frame.style.height = `${Math.min(Math.max(height, 0), 20_000)}px`;
  };
  const hear = (value: unknown) => {
    if (!Array.isArray(value)) return;
    const [kind, first, second] = value as unknown[];
    if (kind === 'p') answered = true;
    else if (kind === 'd') asked = 0;
    else if (kind === 'h' && typeof first === 'number') size(first);
    else if (kind === 'r') report(errorOf(first, second));
    else if (kind === 'e' && typeof first === 'string' && first) deliver?.(first, isObject(second) ? second : {});
  };
  // A page that was busy, or hidden, itself gives an answer that is there already the chance to be read.
  const beat = () => {
    answered = false;
    sandbox.send(0);
    timer = setTimeout(() => {
      timer = setTimeout(() => {
        const isLate = asked > 0 && performance.now() - asked > limit;
        // A name in the plan's markup can hide a member of the document.
        const isHidden = Reflect.get(Document.prototype, 'hidden', document);
        if (isHidden || (answered && !isLate)) timer = setTimeout(beat, 250);
        else stop('max-execution-ms');
      }, 30);
    }, limit);
  };
  const place = (frame: HTMLIFrameElement) => {
    frame.style.cssText = HIDDEN;
    end.before(frame);
  };
  let isUp = false;
  const ready = () => {
    isUp = true;
    asked = performance.now();
    beat();
  };
  const sandbox = openSandbox({ markup, place, ready, hear, fail: lose });
  const draw = (props: unknown, children: unknown) => {
    if (isUp) asked ||= performance.now();
    sandbox.send([use, props, children, roots()]);
  };
  const stopQuietly = () => {
    clearTimeout(timer);
    sandbox.end();
  };
  return Object.assign(draw, { end: stopQuietly });
};

const SHOWN = 'display:block;width:100%;border:0';
/** It has a width, so that its content has the height that it will have. */
const HIDDEN = 'display:block;width:100%;border:0;height:0';

function errorOf(name: unknown, path: unknown): RunTimeError {
  const known = typeof name === 'string' && /^[a-z][a-z-]{0,40}$/.test(name) ? name : 'component-failed';
  return { name: known, ...(typeof path === 'string' && { path: path.slice(0, 200) }) };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
