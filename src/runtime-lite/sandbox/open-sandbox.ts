/// <reference lib="dom" />

/** A frame without an origin, and the one way to what runs in it. */
export interface Sandbox {
  readonly frame: HTMLIFrameElement;
  /** Sends JSON; what is sent before the sandbox has answered waits. */
  readonly send: (value: unknown) => void;
  /** Ends everything that runs in it, at once. */
  readonly end: () => void;
}

/** What is to run in a sandbox, and who hears of it. */
export interface SandboxJob {
  readonly markup: string;
  readonly place: (frame: HTMLIFrameElement) => void;
  readonly ready: () => void;
  readonly hear: (value: unknown) => void;
  /** Hears the name of the error that kept the sandbox from opening, or ended it. */
  readonly fail: (name: string) => void;
}

/**
 * Opens a sandboxed frame with the compiler's own markup, and hands it one end of a channel. Only JSON text comes back: all
 * else is dropped, as is what is too long, and too much of it ends the sandbox.
 */
export const openSandbox = ({ markup, place, ready, hear, fail }: SandboxJob): Sandbox => {
  // A name in the plan's markup can hide a member of the document.
  const frame = Document.prototype.createElement.call(document, 'iframe') as HTMLIFrameElement;
  const { port1, port2 } = new MessageChannel();
  const waiting: string[] = [];
  let up = false;
  let over = false;
  let second = 0;
  let count = 0;
  let loads = 0;
  const end = () => {
    over = true;
    clearTimeout(late);
    port1.close();
    frame.remove();
  };
  const stop = (name: string) => {
    if (over) return;
    end();
    fail(name);
  };
  const late = setTimeout(() => stop('profile-unavailable'), 5_000);
  const flooded = () => {
    const now = Math.floor(performance.now() / 1000);
    if (now !== second) count = 0;
    second = now;
    return ++count > 500;
  };
  port1.onmessage = ({ data }) => {
    if (over) return;
    if (flooded()) return stop('max-messages');
    if (up) return read(data, hear);
    if (data !== '1') return stop('profile-unavailable');
    up = true;
    clearTimeout(late);
    for (const text of waiting.splice(0)) port1.postMessage(text);
    ready();
  };
  // It loads once; a second document in it is none of ours.
  frame.onload = () => {
    if (loads++) stop('profile-unavailable');
    else innermost(frame)?.postMessage(0, '*', [port2]);
  };
  try {
    if (!('sandbox' in frame && 'srcdoc' in frame)) throw 0;
    frame.setAttribute('sandbox', 'allow-scripts');
    frame.setAttribute('srcdoc', trust(markup));
    place(frame);
  } catch {
    // Not at once: who asked must have the sandbox in hand first.
    queueMicrotask(() => stop('profile-unavailable'));
  }
  const send = (value: unknown) => {
    if (over) return;
    if (up) port1.postMessage(JSON.stringify(value));
    else waiting.push(JSON.stringify(value));
  };
  return { frame, send, end };
};

/** An island's frame has another one inside. */
function innermost({ contentWindow }: HTMLIFrameElement): Window | null | undefined {
  return contentWindow?.length ? contentWindow[0] : contentWindow;
}

let trusted: { createHTML(text: string): string } | undefined;
let known = '';

/** Markup for a page under Trusted Types: the only policy there is gives what the compiler wrote, whatever it is asked. */
function trust(markup: string): string {
  const { trustedTypes } = self as unknown as { trustedTypes?: TrustedTypes };
  known = markup;
  if (!trustedTypes) return markup;
  trusted ??= trustedTypes.createPolicy('renderify-sandbox', { createHTML: () => known });
  return trusted.createHTML('');
}

interface TrustedTypes {
  createPolicy(name: string, rules: { createHTML(): string }): { createHTML(text: string): string };
}

const MAX_TEXT = 4_194_304;

function read(data: unknown, hear: (value: unknown) => void): void {
  if (typeof data !== 'string' || data.length > MAX_TEXT) return;
  let value: unknown;
  try {
    value = JSON.parse(data);
  } catch {
    return;
  }
  hear(value);
}
