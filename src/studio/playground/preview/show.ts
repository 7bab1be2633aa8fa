/// <reference lib="dom" />
import type { LogEntry, Snapshot } from '../../../runtime-lite/store.ts';
import { createEarlyCapture } from './early-capture.ts';
import { openFrame, type PreviewFrame } from './frame.ts';
import type { Captured, FrameFailure, FrameMessage, PageCommand, PreviewPage } from './protocol.ts';
import { readCaptured } from './read-message.ts';
import { createTurns } from './turns.ts';

/** The script of a page's frame, as one text. */
declare const BRIDGE: string;

/** How many loaded frames wait for the next page: opening one takes longer than a keystroke may. */
const SPARES = 2;

/** How long a page may take for an answer, in milliseconds. */
const PATIENCE = 4000;

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
  let coming: { frame: PreviewFrame; advance: () => void } | undefined;
  const early = createEarlyCapture();

  const hear = (message: FrameMessage, frame: PreviewFrame) => {
    if (frame !== live?.frame || message.kind !== 'events') return;
    early.forget();
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
    turns.request(page);
  };
  const tidy = () => {
    for (const frame of gone) frame.remove();
    gone = [];
    while (spares.length < SPARES) open();
  };
  const write = async (page: PreviewPage, isOver: () => boolean) => {
    if (spares.length === 0) open();
    const frame = spares.shift() as PreviewFrame;
    try {
      const old = live?.frame;
      const from = old && readCaptured(await early.take(old));
      const focus = old !== undefined && document.hasFocus() && document.activeElement === old.element;
      if (isOver()) return frame.remove();
      if (focus) takeFocus(frame);
      // The page is loaded inside of the step that writes it: in front from then on, it is painted once, and whole.
      coming = { frame, advance: once(() => !isOver() && advance(frame, page)) };
      const { advance: advanceOnce } = coming;
      const written = await frame.ask({ do: 'write', html: page.html, ...(from && { from }), focus });
      advanceOnce();
      if (isOver()) return frame.remove();
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
    const answer = await frame.ask({ do: 'morph', html: page.html });
    if (answer === false || frame !== live?.frame) return false;
    live = { frame, page };
    frame.element.dataset['digest'] = page.digest;
    events.changed();
    events.shown(page.digest, false, readCaptured(answer).snapshot);
    return true;
  };
  const turns = createTurns<PreviewPage>(async (page, isOver) => {
    try {
      if (page.html !== live?.page.html && !(await change(page)) && !isOver()) await write(page, isOver);
    } catch (error) {
      drop();
      if (!isOver()) events.failed((error as Error).message);
    }
  });
  const drop = () => {
    live?.frame.remove();
    live = undefined;
    tidy();
  };
  tidy();
  return {
    show(page) {
      if (page) turns.request(page);
      return turns.settled();
    },
    prepare() {
      if (live && !turns.busy()) early.prepare(live.frame);
    },
    clear() {
      turns.cancel();
      drop();
    },
    ask: async (command) => {
      early.forget();
      return live ? readCaptured(await live.frame.ask(command)) : {};
    },
  };
}

/** Of type `data:`, so that the frame has an address of its own in which `#part` leads to a part of the page. */
const ADDRESS = `data:text/html;charset=utf-8,${encodeURIComponent(
  `<!doctype html><html lang="en"><meta name="color-scheme" content="light dark"><title>Page</title><script>${BRIDGE}</script>`,
)}`;

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
