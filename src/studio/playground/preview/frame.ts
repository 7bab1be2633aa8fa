/// <reference lib="dom" />
import type { Json } from '../../../plan/types.ts';
import { type FrameCommand, type FrameMessage, HELLO } from './protocol.ts';
import { readMessage } from './read-message.ts';

/** How long a frame may take for an answer, in milliseconds: plan code can keep it busy forever. */
const PATIENCE = 4000;

let frames = 0;

/** One sandboxed frame with an origin of its own. */
export interface PreviewFrame {
  readonly element: HTMLIFrameElement;
  /** Tells frames apart. */
  readonly key: number;
  /** The compiler's end of the direct line. */
  readonly line: MessagePort;
  readonly ready: Promise<void>;
  /** What the frame says of a page that came on the line. */
  direct(token: number): Promise<Json | undefined>;
  /** What the frame answers; rejects when it refuses, is gone, or takes too long. */
  ask(command: FrameCommand): Promise<Json | undefined>;
  remove(): void;
}

/** What a frame says beside answers. */
export type FrameListener = (frame: PreviewFrame, message: FrameMessage) => void;

/** Loads an empty preview into `parent`. Forms need `allow-forms`: without it not even the `submit` event is there. */
export function openFrame(
  parent: HTMLElement,
  listener: FrameListener,
  left: (frame: PreviewFrame) => void,
): PreviewFrame {
  const element = document.createElement('iframe');
  element.setAttribute('sandbox', 'allow-scripts allow-forms');
  element.title = 'Preview of the plan';
  element.src = new URL('preview.html', document.baseURI).href;
  const waiting = new Map<number, (message: Extract<FrameMessage, { kind: 'answer' }>) => void>();
  const { port1: port, port2 } = new MessageChannel();
  const { port1: line, port2: lineEnd } = new MessageChannel();
  const told = new Map<number, Json>();
  const asked = new Map<number, (value: Json | undefined) => void>();
  let count = 0;
  const { promise: ready, resolve } = defer();
  const frame: PreviewFrame = {
    element,
    key: ++frames,
    line,
    ready,
    direct: (token) =>
      new Promise((done) => {
        if (told.has(token)) return done(told.get(token));
        asked.set(token, done);
        setTimeout(done, PATIENCE);
      }),
    async ask(command) {
      await ready;
      const id = ++count;
      port.postMessage({ id, ...command });
      return new Promise((done, fail) => {
        const timer = setTimeout(() => settle({ kind: 'answer', id, ok: false, message: TOO_SLOW }), PATIENCE);
        const settle = (answer: Extract<FrameMessage, { kind: 'answer' }>) => {
          clearTimeout(timer);
          waiting.delete(id);
          if (answer.ok) done(answer.value);
          else fail(new Error(answer.message));
        };
        waiting.set(id, settle);
      });
    },
    remove() {
      port.close();
      for (const done of asked.values()) done(undefined);
      element.remove();
      for (const [id, settle] of waiting) settle({ kind: 'answer', id, ok: false, message: 'The preview was closed.' });
    },
  };
  port.onmessage = ({ data }) => {
    const message = readMessage(data);
    if (!message) return;
    if (message.kind === 'ready') resolve();
    else if (message.kind === 'direct') {
      if (told.size > 100) told.clear();
      told.set(message.token, message.value);
      asked.get(message.token)?.(message.value);
    } else if (message.kind === 'answer') waiting.get(message.id)?.(message);
    else listener(frame, message);
  };
  // Once empty, once written: whatever is loaded after that, the page has gone to by itself.
  let loads = 0;
  element.addEventListener('load', () => {
    if (++loads === 3) left(frame);
  });
  element.addEventListener('load', () => element.contentWindow?.postMessage(HELLO, '*', [port2, lineEnd]), {
    once: true,
  });
  parent.append(element);
  return frame;
}

/** Said of a frame in which plan code does not end. */
export const TOO_SLOW = 'The page does not answer: its code may be in an endless loop.';

function defer(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
