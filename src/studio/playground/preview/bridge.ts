/// <reference lib="dom" />
import type { Json } from '../../../plan/types.ts';
import type { PlanEvent, Snapshot } from '../../../runtime-lite/store.ts';
import { morph } from '../../live/morph.ts';
import { skeletonOf } from '../../live/skeleton.ts';
import { captureView, restoreView, type View } from '../../live/view.ts';
import { type Captured, type DirectPage, type FrameCommand, HELLO } from './protocol.ts';

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

function begin({ data, source, ports: [port, line] }: MessageEvent): void {
  if (data !== HELLO || source !== parent || !port || !line) return;
  removeEventListener('message', begin);
  serve(port, line);
}

/** Answers commands on the port. What it needs is bound before plan code can change the globals of this realm. */
function serve(port: MessagePort, line: MessagePort): void {
  const post = port.postMessage.bind(port);
  const text = JSON.stringify;
  const frame = requestAnimationFrame.bind(globalThis);
  const say = (message: object) => post(text(message));
  const { timeOrigin } = performance;
  const now = performance.now.bind(performance);
  const clock = () => timeOrigin + now();
  const painted = () => frame(() => say({ kind: 'painted', at: clock() }));
  const run = createPage(say, frame);
  port.onmessage = ({ data: { id, ...command } }: MessageEvent<FrameCommand & { id: number }>) => {
    try {
      say({ kind: 'answer', id, ok: true, value: run(command as FrameCommand) });
    } catch (error) {
      say({ kind: 'answer', id, ok: false, message: error instanceof Error ? error.message : String(error) });
    }
    if (command.do === 'morph' || command.do === 'adopt') painted();
  };
  line.onmessage = ({ data: { token, html } }: MessageEvent<DirectPage>) => {
    say({ kind: 'direct', token, value: run({ do: 'morph', html }) });
    painted();
  };
  say({ kind: 'ready' });
}

/** The page in this frame: written once, changed in place afterwards. Gives what does the commands. */
function createPage(
  say: (message: object) => void,
  frame: (run: () => void) => void,
): (command: FrameCommand) => Captured | boolean | undefined {
  let html = '';
  let pristine: { page: Document; skeleton: string } | undefined;
  let entries: object[] = [];
  let muted = false;
  const hear = (entry: object) => {
    if (muted) return;
    entries.push(entry);
    if (entries.length > 1) return;
    frame(() => {
      say({ kind: 'events', entries, ...current() });
      entries = [];
    });
  };
  /** Whether the page could become the next one where it is. */
  const change = (next: string): boolean => {
    const [before, after] = [pristine ?? parse(html), parse(next)];
    pristine = before;
    if (before.skeleton !== after.skeleton) return false;
    morph(before.page, after.page, document);
    pristine = after;
    return true;
  };
  const adopt = ({ state, view, focus }: Extract<FrameCommand, { do: 'adopt' }>) => {
    if (state) handle()?.restore({ ...(handle() as Handle).snapshot(), state });
    if (!view || typeof view !== 'object') return;
    const { focus: place, ...rest } = view as unknown as View;
    restoreView(document, focus && place ? { ...rest, focus: place } : rest);
  };
  const travel = (go: (handle: Handle) => void) => {
    const own = handle();
    muted = true;
    try {
      if (own) go(own);
    } finally {
      muted = false;
    }
  };
  return (command) => {
    switch (command.do) {
      case 'write':
        html = command.html;
        write(html);
        handle()?.onEvent(hear);
        return current();
      case 'morph':
        return change(command.html) && current();
      case 'adopt':
        adopt(command);
        return current();
      case 'capture':
        return { ...current(), view: captureView(document) as unknown as Json };
      case 'dispatch':
        handle()?.dispatch(command.event);
        return current();
      case 'restore':
        travel((own) => own.restore(mine(command.snapshot)));
        return current();
      case 'replay':
        travel((own) => own.replay(command.log, mine(command.from)));
        return current();
    }
  };
}

/** The page's own policy holds from where it stands in the text; the listeners of the old document are gone. */
function write(html: string): void {
  document.open();
  document.write(trusted.createHTML(html) as string);
  document.close();
}

/** A page that was changed in place still has the digest with which it began. */
function mine(snapshot: Snapshot): Snapshot {
  return { ...snapshot, planDigest: handle()?.snapshot().planDigest ?? '' };
}

function current(): Captured {
  const snapshot = handle()?.snapshot();
  return snapshot ? { snapshot } : {};
}

function handle(): Handle | undefined {
  return (globalThis as { renderify?: Handle }).renderify;
}

function parse(html: string): { page: Document; skeleton: string } {
  const page = new DOMParser().parseFromString(trusted.createHTML(html) as string, 'text/html');
  return { page, skeleton: skeletonOf(page) };
}

function trustedPolicy(): { createHTML(html: string): unknown } {
  const factory = (globalThis as { trustedTypes?: { createPolicy(name: string, rules: object): never } }).trustedTypes;
  return (
    factory?.createPolicy('renderify-preview', { createHTML: (html: string) => html }) ?? { createHTML: (html) => html }
  );
}
