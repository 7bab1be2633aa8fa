/// <reference lib="dom" />
import type { Json, JsonObject } from '../../../plan/types.ts';
import type { PlanEvent, Snapshot } from '../../../runtime-lite/store.ts';
import { captureView, morph, restoreView, type View } from './live-stub.ts';
import { type Captured, type FrameCommand, type FrameMessage, HELLO } from './protocol.ts';

/** The part of the handle at `globalThis.renderify` that the preview uses. */
interface Handle {
  dispatch(event: PlanEvent): void;
  snapshot(): Snapshot;
  restore(snapshot: Snapshot): void;
  replay(log: readonly PlanEvent[], from?: Snapshot): void;
  onEvent(listener: (entry: object) => void): () => void;
}

/** Made before any page is here: a policy of the page that forbids new ones does not end those that exist. */
const trusted = trustedPolicy();

// In an origin of its own this page can do nothing; anywhere else whoever frames it could write pages into that origin.
if (globalThis.origin === 'null') addEventListener('message', begin);

function begin({ data, source, ports: [port] }: MessageEvent): void {
  if (data !== HELLO || source !== parent || !port) return;
  removeEventListener('message', begin);
  serve(port);
}

/** Answers commands on the port. What it needs is bound before plan code can change the globals of this realm. */
function serve(port: MessagePort): void {
  const post = port.postMessage.bind(port);
  const text = JSON.stringify;
  const say = (message: object) => post(text(message satisfies object as FrameMessage));
  const frame = requestAnimationFrame.bind(globalThis);
  const page = createPage(say, frame);
  port.onmessage = ({ data: { id, ...command } }: MessageEvent<FrameCommand & { id: number }>) => {
    try {
      const value = page.run(command as FrameCommand);
      say({ kind: 'answer', id, ok: true, value });
    } catch (error) {
      say({ kind: 'answer', id, ok: false, message: error instanceof Error ? error.message : String(error) });
    }
    if (command.do === 'morph' || command.do === 'adopt') frame(() => say({ kind: 'painted', id }));
  };
  say({ kind: 'ready' });
}

/** The page in this frame: written once, changed in place afterwards. */
function createPage(say: (message: object) => void, frame: (run: () => void) => void) {
  let pristine: Document | undefined;
  let html = '';
  const write = (next: string) => {
    html = next;
    document.open();
    document.write(trusted.createHTML(next) as string);
    document.close();
    listen();
  };
  const listen = () => {
    let entries: object[] = [];
    handle()?.onEvent((entry) => {
      entries.push(entry);
      if (entries.length > 1) return;
      frame(() => {
        say({ kind: 'events', entries, snapshot: handle()?.snapshot() });
        entries = [];
      });
    });
  };
  const change = (next: string) => {
    const before = pristine ?? parse(html);
    pristine = parse(next);
    morph(before, pristine, document);
  };
  const adopt = ({ state, view, focus }: Extract<FrameCommand, { do: 'adopt' }>) => {
    if (state) handle()?.restore({ ...(handle() as Handle).snapshot(), state });
    if (view && typeof view === 'object')
      restoreView(document, { ...(view as object), ...(!focus && { focus: undefined }) } as View);
    return capture();
  };
  const run = (command: FrameCommand): Json | undefined => {
    if (command.do === 'write') write(command.html);
    else if (command.do === 'morph') change(command.html);
    else if (command.do === 'adopt') return adopt(command) as unknown as JsonObject;
    else if (command.do === 'dispatch') handle()?.dispatch(command.event);
    else if (command.do === 'restore') handle()?.restore({ ...command.snapshot, planDigest: ownDigest() });
    else if (command.do === 'replay') handle()?.replay(command.log, { ...command.from, planDigest: ownDigest() });
    return command.do === 'write' ? undefined : (capture() as unknown as JsonObject);
  };
  return { run };
}

/** A page that was changed in place still has the digest with which it began. */
function ownDigest(): string {
  return handle()?.snapshot().planDigest ?? '';
}

function capture(): Captured {
  const snapshot = handle()?.snapshot();
  return { ...(snapshot && { snapshot }), view: captureView(document) as unknown as Json };
}

function handle(): Handle | undefined {
  return (globalThis as { renderify?: Handle }).renderify;
}

function parse(html: string): Document {
  return new DOMParser().parseFromString(trusted.createHTML(html) as string, 'text/html');
}

function trustedPolicy(): { createHTML(html: string): unknown } {
  const factory = (globalThis as { trustedTypes?: { createPolicy(name: string, rules: object): never } }).trustedTypes;
  return (
    factory?.createPolicy('renderify-preview', { createHTML: (html: string) => html }) ?? { createHTML: (html) => html }
  );
}
