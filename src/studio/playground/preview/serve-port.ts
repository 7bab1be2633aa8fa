import type { Json } from '../../../plan/types.ts';
import { type FrameMessage, HELLO } from './protocol.ts';

/** What a frame says to the window around it. */
export type Say = (message: FrameMessage) => void;

/** A command as it comes, with its id and the ports that came along. */
export type Serve<Command> = (command: Command, ports: readonly MessagePort[]) => unknown;

/**
 * Waits for the ports that the window around this one hands over once, and answers commands on the first. Everything is
 * bound before plan code can change the globals of this realm.
 */
export function servePort<Command>(create: (say: Say, line: MessagePort | undefined) => Serve<Command>): void {
  // In an origin of its own this page can do nothing; anywhere else whoever frames it could write pages into that origin.
  if (globalThis.origin === 'null') addEventListener('message', begin);

  function begin({ data, source, ports: [port, line] }: MessageEvent): void {
    if (data !== HELLO || source !== parent || !port) return;
    removeEventListener('message', begin);
    const post = port.postMessage.bind(port);
    const text = JSON.stringify;
    const say: Say = (message) => post(text(message));
    const serve = create(say, line);
    port.onmessage = ({ data: { id, ...command }, ports }: MessageEvent<Command & { id: number }>) =>
      answer(say, id, () => serve(command as Command, ports));
    say({ kind: 'ready' });
  }
}

/** At once where there is nothing to wait for. */
function answer(say: Say, id: number, run: () => unknown): void {
  const done = (value: unknown) =>
    say({ kind: 'answer', id, ok: true, ...(value !== undefined && { value: value as Json }) });
  const fail = (error: unknown) =>
    say({ kind: 'answer', id, ok: false, message: error instanceof Error ? error.message : String(error) });
  try {
    const value = run();
    if (value instanceof Promise) void value.then(done, fail);
    else done(value);
  } catch (error) {
    fail(error);
  }
}
