/// <reference lib="dom" />
import type { Json, JsonObject } from '../../../plan/types.ts';
import type { LogEntry, PlanEvent, Snapshot } from '../../../runtime-lite/store.ts';
import { carryState } from '../../live/carry-state.ts';
import { openFrame, type PreviewFrame } from './frame.ts';
import type { Captured, DirectLine, FrameFailure, FrameMessage, PreviewPage } from './protocol.ts';
import { readSnapshot } from './read-message.ts';

/** How many loaded frames wait for the next page: opening one takes longer than a keystroke may. */
const SPARES = 2;

/** What a preview tells: what happened on the page, and when a page was painted. */
export interface PreviewEvents {
  /** A page stands in the preview; `fresh` when it was not changed in place, so that its log begins anew. */
  readonly shown: (snapshot: Snapshot | undefined, fresh: boolean) => void;
  readonly events: (entries: readonly (LogEntry | FrameFailure)[], snapshot: Snapshot) => void;
  /** `at` is milliseconds since the epoch. */
  readonly painted: (at: number) => void;
  readonly failed: (message: string) => void;
  /** Another frame is in front: where the compiler can send pages of its program to. */
  readonly front: (line: DirectLine | undefined) => void;
}

/** The preview: shows one page after another without a gap between them. */
export interface Preview {
  /** Shows a page, in place where only static parts differ; of pages that come faster than they can be shown the last counts. */
  show(page: PreviewPage): void;
  /** Takes everything away, and ends the code of the page. */
  clear(): void;
  dispatch(event: PlanEvent): Promise<void>;
  restore(snapshot: Snapshot): Promise<Snapshot | undefined>;
  replay(log: readonly PlanEvent[], from: Snapshot): Promise<Snapshot | undefined>;
}

/** Makes a preview inside `parent`. */
export function createPreview(parent: HTMLElement, events: PreviewEvents): Preview {
  const spares: PreviewFrame[] = [];
  let live: { frame: PreviewFrame; page: PreviewPage; initial: JsonObject | undefined } | undefined;
  let next: PreviewPage | undefined;
  let busy = false;
  let era = 0;

  const listen = (frame: PreviewFrame, message: FrameMessage) => {
    if (frame !== live?.frame) return;
    if (message.kind === 'events') events.events(message.entries, message.snapshot);
    else if (message.kind === 'painted') events.painted(message.at);
  };
  /** A link leads nowhere in a preview: the page comes back. */
  const left = (frame: PreviewFrame) => {
    if (frame !== live?.frame) return;
    const { page } = live;
    drop();
    events.failed('The page wanted to go somewhere else. It is shown anew; links lead nowhere in the preview.');
    request(page);
  };
  const request = (page: PreviewPage) => {
    next = page;
    if (!busy) void run();
  };
  const spare = () => {
    while (spares.length < SPARES) {
      const frame = openFrame(parent, listen, left);
      setPlace(frame, 'spare');
      spares.push(frame);
    }
  };
  const write = async (page: PreviewPage, began: number) => {
    spare();
    const frame = spares.shift() as PreviewFrame;
    try {
      const old = live;
      const [held, fresh] = await Promise.all([old && captureOf(old.frame), written(frame, page)]);
      if (began !== era) return frame.remove();
      const initial = fresh.snapshot?.state;
      const state = held?.snapshot && initial && carried(held.snapshot, old?.initial, initial);
      const focus = old !== undefined && document.activeElement === old.frame.element;
      if (focus) takeFocus(frame);
      const { snapshot } = await adopted(frame, { state, view: held?.view, focus });
      if (began !== era) return frame.remove();
      live = { frame, page, initial };
      setPlace(frame, 'live');
      frame.element.dataset['digest'] = page.digest;
      events.front({ frame: frame.key, program: page.program, port: frame.line });
      old?.frame.remove();
      events.shown(snapshot ?? fresh.snapshot, true);
    } catch (error) {
      frame.remove();
      throw error;
    } finally {
      spare();
    }
  };
  /** In place, where the frame finds that nothing but texts and attributes differs. */
  const change = async (page: PreviewPage): Promise<boolean> => {
    if (!live || live.page.program !== page.program) return false;
    const { direct } = page;
    const sent = direct?.frame === live.frame.key;
    const answer = await (sent ? live.frame.direct(direct.token) : live.frame.ask({ do: 'morph', html: page.html }));
    if (answer === false || answer === undefined) return false;
    live = { ...live, page };
    live.frame.element.dataset['digest'] = page.digest;
    events.shown(readCaptured(answer).snapshot, false);
    return true;
  };
  const run = async () => {
    busy = true;
    for (let page = next; page; page = next) {
      next = undefined;
      try {
        if (page.html === live?.page.html) continue;
        if (!(await change(page))) await write(page, era);
      } catch (error) {
        drop();
        events.failed((error as Error).message);
      }
    }
    busy = false;
  };
  const drop = () => {
    if (live) events.front(undefined);
    live?.frame.remove();
    live = undefined;
  };
  const ask = async (command: Parameters<PreviewFrame['ask']>[0]) =>
    live ? readCaptured(await live.frame.ask(command)).snapshot : undefined;
  spare();
  return {
    show: request,
    clear() {
      era++;
      next = undefined;
      drop();
    },
    async dispatch(event) {
      await ask({ do: 'dispatch', event });
    },
    restore: (snapshot) => ask({ do: 'restore', snapshot }),
    replay: (log, from) => ask({ do: 'replay', log, from }),
  };
}

/** Frames are never moved in the document, which would load them anew; only one is in front. */
function setPlace({ element }: PreviewFrame, place: 'live' | 'spare'): void {
  element.dataset['place'] = place;
  element.inert = place === 'spare';
  if (place === 'spare') element.setAttribute('aria-hidden', 'true');
  else element.removeAttribute('aria-hidden');
  element.tabIndex = place === 'spare' ? -1 : 0;
}

/** A state that nothing has changed gives way to the new initial one; else what still fits is kept. */
function carried(held: Snapshot, before: JsonObject | undefined, fresh: JsonObject): JsonObject | undefined {
  const same = JSON.stringify(held.state) === JSON.stringify(before);
  return same ? undefined : (carryState(held.state, fresh) as JsonObject);
}

/** An inert frame cannot take the focus; it is not yet in front. */
function takeFocus({ element }: PreviewFrame): void {
  element.inert = false;
  element.focus();
}

async function written(frame: PreviewFrame, { html }: PreviewPage): Promise<Captured> {
  return readCaptured(await frame.ask({ do: 'write', html }));
}

interface Adoption {
  readonly state: JsonObject | undefined;
  readonly view: Json | undefined;
  readonly focus: boolean;
}

async function adopted(frame: PreviewFrame, { state, view, focus }: Adoption): Promise<Captured> {
  return readCaptured(
    await frame.ask({ do: 'adopt', ...(state && { state }), ...(view !== undefined && { view }), focus }),
  );
}

async function captureOf(frame: PreviewFrame): Promise<Captured> {
  return readCaptured(await frame.ask({ do: 'capture' }));
}

function readCaptured(value: Json | undefined): Captured {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  const snapshot = readSnapshot(value['snapshot']);
  return { ...(snapshot && { snapshot }), ...(value['view'] !== undefined && { view: value['view'] }) };
}
