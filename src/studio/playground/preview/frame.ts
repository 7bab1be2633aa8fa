/// <reference lib="dom" />
import type { Json } from '../../../plan/types.ts';
import { type FrameMessage, HELLO } from './protocol.ts';
import { readMessage } from './read-message.ts';

/** What a frame is opened with. */
export interface FrameSetting {
  readonly src: string;
  readonly title: string;
  /** How long it may take for an answer, in milliseconds: plan code can keep it busy forever. */
  readonly patience: number;
  /** Another end to hand over, for somebody else. */
  readonly line?: MessagePort;
  /** Hears what the frame says beside answers. */
  readonly hear: (message: FrameMessage, frame: PreviewFrame) => void;
}

/** One sandboxed frame with an origin of its own, and the port to it. */
export interface PreviewFrame {
  readonly element: HTMLIFrameElement;
  /** What the frame answers; rejects when it refuses, is gone, or takes too long. */
  ask(command: object, transfer?: Transferable[]): Promise<Json | undefined>;
  remove(): void;
}

/** Said of a frame in which plan code does not end. */
export const TOO_SLOW = 'The page does not answer: its code may be in an endless loop.';

/** Loads a frame into `parent`. Forms need `allow-forms`: without it not even the `submit` event is there. */
export function openFrame(parent: HTMLElement, { src, title, patience, line, hear }: FrameSetting): PreviewFrame {
  const element = document.createElement('iframe');
  element.setAttribute('sandbox', 'allow-scripts allow-forms');
  element.title = title;
  element.src = src;
  const { port1: port, port2 } = new MessageChannel();
  const waiting = new Map<number, (answer: Answer) => void>();
  let count = 0;
  let begin = () => {};
  const ready = new Promise<void>((done) => {
    begin = done;
  });
  const frame: PreviewFrame = {
    element,
    ask: (command, transfer = []) =>
      new Promise((done, fail) => {
        const id = ++count;
        let timer: ReturnType<typeof setTimeout> | undefined;
        const settle = (answer: Answer) => {
          clearTimeout(timer);
          waiting.delete(id);
          if (answer.ok) done(answer.value);
          else fail(new Error(answer.message));
        };
        waiting.set(id, settle);
        void ready.then(() => {
          if (!waiting.has(id)) return;
          timer = setTimeout(() => settle({ kind: 'answer', id, ok: false, message: TOO_SLOW }), patience);
          port.postMessage({ id, ...command }, transfer);
        });
      }),
    remove() {
      port.close();
      element.remove();
      for (const [id, settle] of waiting) settle({ kind: 'answer', id, ok: false, message: 'The preview was closed.' });
    },
  };
  port.onmessage = ({ data }) => {
    const message = readMessage(data);
    if (message?.kind === 'ready') begin();
    else if (message?.kind === 'answer') waiting.get(message.id)?.(message);
    else if (message) hear(message, frame);
  };
  const ports = line ? [port2, line] : [port2];
  element.addEventListener('load', () => element.contentWindow?.postMessage(HELLO, '*', ports), { once: true });
  parent.append(element);
  return frame;
}

type Answer = Extract<FrameMessage, { kind: 'answer' }>;
