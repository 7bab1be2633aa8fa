/// <reference lib="dom" />
import type { Json, JsonObject } from '../../../plan/types.ts';
import type { LogEntry, PlanEvent, Snapshot } from '../../../runtime-lite/store.ts';
import { carryState } from '../../live/carry-state.ts';
import { morph } from '../../live/morph.ts';
import { skeletonOf } from '../../live/skeleton.ts';
import { captureView, restoreView, type View } from '../../live/view.ts';
import type { Captured, FrameCommand, FrameFailure } from './protocol.ts';
import { type Say, servePort } from './serve-port.ts';

/** The part of the handle at `globalThis.renderify` that the preview uses. */
interface Handle {
  dispatch(event: PlanEvent): void;
  snapshot(): Snapshot;
  restore(snapshot: Snapshot): void;
  replay(log: readonly PlanEvent[], from?: Snapshot): void;
  onEvent(listener: (entry: LogEntry | FrameFailure) => void): () => void;
}

/** Made before any page is here: a policy of the page that forbids new ones does not end those that exist. */
const trusted = trustedPolicy();

servePort<FrameCommand>((say) => createPage(say, requestAnimationFrame.bind(globalThis)));

/** The page in this frame: written once, changed in place afterwards. Gives what does the commands. */
function createPage(say: Say, frame: (run: () => void) => void): (command: FrameCommand) => Captured | boolean {
  let html = '';
  let first: JsonObject | undefined;
  let pristine: { page: Document; skeleton: string } | undefined;
  let entries: (LogEntry | FrameFailure)[] = [];
  let muted = false;
  let captured = false;
  const hear = (entry: LogEntry | FrameFailure) => {
    if (muted) return;
    entries.push(entry);
    // What was captured does not hold any more: that is said at once.
    if (captured) tell();
    else if (entries.length === 1) frame(tell);
  };
  const tell = () => {
    captured = false;
    const { snapshot } = current();
    if (snapshot && entries.length > 0) say({ kind: 'events', entries, snapshot });
    entries = [];
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
  const begin = ({ html: text, from, focus }: Extract<FrameCommand, { do: 'write' }>) => {
    html = text;
    write(html);
    first = current().snapshot?.state;
    if (from) takeOver(from, focus);
    handle()?.onEvent(hear);
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
        begin(command);
        return current();
      case 'morph':
        return change(command.html) && current();
      case 'capture':
        captured = true;
        return { ...current(), ...(first && { first }), view: captureView(document) as unknown as Json };
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

/** Goes on where the page before was left, as far as this one has the places for it. */
function takeOver({ snapshot: held, first, view }: Captured, focus: boolean): void {
  const snapshot = handle()?.snapshot();
  if (held && snapshot) {
    const state = carryState(held.state, snapshot.state, first) as JsonObject;
    if (JSON.stringify(state) !== JSON.stringify(snapshot.state)) handle()?.restore({ ...snapshot, state });
  }
  if (!view || typeof view !== 'object') return;
  const { focus: place, ...rest } = view as unknown as View;
  restoreView(document, focus && place ? { ...rest, focus: place } : rest);
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
