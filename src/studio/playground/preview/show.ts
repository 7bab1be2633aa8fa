/// <reference lib="dom" />
import type { Json } from '../../../plan/types.ts';
import type { LogEntry, Snapshot } from '../../../runtime-lite/store.ts';
import { openFrame, type PreviewFrame } from './frame.ts';
import type { Captured, FrameCommand, FrameFailure, FrameMessage, PageCommand, PreviewPage } from './protocol.ts';
import { readCaptured } from './read-message.ts';

/** The script of a page's frame, as one text. */
declare const BRIDGE: string;

/** How many loaded frames wait for the next page: opening one takes longer than a keystroke may. */
const SPARES = 2;

/** How long a page may take for an answer, in milliseconds. */
const PATIENCE = 4000;

/** For how long what was captured before a page came may stand for what would be captured then, in milliseconds. */
const YOUNG = 50;

/** When what has gone is taken down, in milliseconds: after the new page has been painted. */
const LATER = 30;

/** What is told of the pages. */
export interface ShowEvents {
  /** What is in front is another page now, and not yet painted. */
  readonly changed: () => void;
  readonly shown: (digest: string, fresh: boolean, snapshot: Snapshot | undefined) => void;
  readonly events: (entries: readonly (LogEntry | FrameFailure)[], snapshot: Snapshot) => void;
  readonly failed: (message: string) => void;
}

/** Shows one page after another. */
export interface Show {
  /** Done once this page or a later one is there; without a page, once nothing is under way. */
  show(page?: PreviewPage): Promise<void>;
  /** A page is about to come: what is there now is captured meanwhile. */
  prepare(): void;
  clear(): undefined;
  ask(command: PageCommand): Promise<Captured>;
}

/** Makes the frames of pages inside `parent`: one in front, others loaded and waiting. */
export function createShow(parent: HTMLElement, events: ShowEvents): Show {
  const spares: PreviewFrame[] = [];
  let gone: PreviewFrame[] = [];
  let live: { frame: PreviewFrame; page: PreviewPage } | undefined;
  let held: { frame: PreviewFrame; at: number; captured: Promise<Json | undefined> } | undefined;
  let coming: { frame: PreviewFrame; advance: () => void } | undefined;
  let next: PreviewPage | undefined;
  let waiting: (() => void)[] = [];
  let busy = false;
  let era = 0;

  const hear = (message: FrameMessage, frame: PreviewFrame) => {
    if (frame !== live?.frame || message.kind !== 'events') return;
    held = undefined;
    events.events(message.entries, message.snapshot);
  };
  const open = () => {
    const frame = openFrame(parent, { src: ADDRESS, title: 'The page', patience: PATIENCE, hear });
    // Once empty, once written: whatever is loaded after that, the page has gone to by itself.
    let loads = 0;
    frame.element.addEventListener('load', () => {
      loads++;
      if (loads === 2 && coming?.frame === frame) coming.advance();
      if (loads === 3) left(frame);
    });
    setPlace(frame, 'spare');
    spares.push(frame);
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
  const tidy = () => {
    for (const frame of gone) frame.remove();
    gone = [];
    while (spares.length < SPARES) open();
  };
  const write = async (page: PreviewPage, began: number) => {
    if (spares.length === 0) open();
    const frame = spares.shift() as PreviewFrame;
    try {
      const old = live?.frame;
      const from = old && (await capture(old));
      const focus = old !== undefined && document.hasFocus() && document.activeElement === old.element;
      if (began !== era) return frame.remove();
      if (focus) takeFocus(frame);
      // The page is loaded inside of the step that writes it: in front from then on, it is painted once, and whole.
      coming = { frame, advance: once(() => began === era && advance(frame, page)) };
      const { advance: advanceOnce } = coming;
      const written = await ask(frame, { do: 'write', html: page.html, ...(from && { from }), focus });
      advanceOnce();
      if (began !== era) return frame.remove();
      live = { frame, page };
      events.shown(page.digest, true, readCaptured(written).snapshot);
    } catch (error) {
      frame.remove();
      throw error;
    } finally {
      coming = undefined;
      setTimeout(tidy, LATER);
    }
  };
  /** What was captured in advance, where nothing has happened on the page since. */
  const capture = async (frame: PreviewFrame): Promise<Captured> => {
    const before = held;
    const young = before?.frame === frame && performance.now() - before.at < YOUNG;
    const captured = young ? await before.captured : undefined;
    const valid = captured !== undefined && held === before;
    held = undefined;
    return readCaptured(valid ? captured : await ask(frame, { do: 'capture' }));
  };
  const advance = (frame: PreviewFrame, { digest }: PreviewPage) => {
    setPlace(frame, 'live');
    frame.element.dataset['digest'] = digest;
    if (live) {
      setPlace(live.frame, 'spare');
      gone.push(live.frame);
    }
    events.changed();
  };
  /** In place, where the frame finds that nothing but texts and attributes differs. */
  const change = async (page: PreviewPage): Promise<boolean> => {
    if (!live || live.page.program !== page.program) return false;
    const { frame } = live;
    const answer = await ask(frame, { do: 'morph', html: page.html });
    if (answer === false || frame !== live?.frame) return false;
    live = { frame, page };
    frame.element.dataset['digest'] = page.digest;
    events.changed();
    events.shown(page.digest, false, readCaptured(answer).snapshot);
    return true;
  };
  const run = async () => {
    busy = true;
    for (let page = next; page; page = next) {
      next = undefined;
      const began = era;
      try {
        if (page.html !== live?.page.html && !(await change(page)) && began === era) await write(page, began);
      } catch (error) {
        drop();
        if (began === era) events.failed((error as Error).message);
      }
      settle();
    }
    busy = false;
  };
  const settle = () => {
    for (const done of waiting) done();
    waiting = [];
  };
  const drop = () => {
    live?.frame.remove();
    live = undefined;
    tidy();
  };
  tidy();
  return {
    show(page) {
      if (page) request(page);
      return busy ? new Promise((done) => waiting.push(done)) : Promise.resolve();
    },
    prepare() {
      if (!live || busy) return;
      const captured = ask(live.frame, { do: 'capture' }).catch(() => undefined);
      held = { frame: live.frame, at: performance.now(), captured };
    },
    clear() {
      era++;
      next = undefined;
      drop();
    },
    ask: async (command) => {
      held = undefined;
      return live ? readCaptured(await ask(live.frame, command)) : {};
    },
  };
}

/** Of type `data:`, so that the frame has an address of its own in which `#part` leads to a part of the page. */
const ADDRESS = `data:text/html;charset=utf-8,${encodeURIComponent(
  `<!doctype html><html lang="en"><meta name="color-scheme" content="light dark"><title>Page</title><script>${BRIDGE}</script>`,
)}`;

function ask(frame: PreviewFrame, command: FrameCommand): Promise<Json | undefined> {
  return frame.ask(command);
}

/** Frames are never moved in the document, which would load them anew; only one is in front. */
function setPlace({ element }: PreviewFrame, place: 'live' | 'spare'): void {
  element.dataset['place'] = place;
  element.inert = place === 'spare';
  if (place === 'spare') element.setAttribute('aria-hidden', 'true');
  else element.removeAttribute('aria-hidden');
  element.tabIndex = place === 'spare' ? -1 : 0;
}

function once(run: () => void): () => void {
  let done = false;
  return () => {
    if (!done) run();
    done = true;
  };
}

/** An inert frame cannot take the focus; it is not yet in front. */
function takeFocus({ element }: PreviewFrame): void {
  element.inert = false;
  element.focus();
}
