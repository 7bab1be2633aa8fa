/// <reference lib="dom" />
import type { JsonObject } from '../../../plan/types.ts';
import type { LogEntry, PlanEvent, Snapshot } from '../../../runtime-lite/store.ts';
import { openFrame, type PreviewFrame, TOO_SLOW } from './frame.ts';
import type { DirectLine, FrameFailure, FrameMessage, PreviewPage, StageCommand } from './protocol.ts';
import { readSnapshot } from './read-message.ts';

/** Longer than the stage waits for a page: where only the page is stuck, the stage says so itself. */
const PATIENCE = 5000;

/** What a preview tells: what happened on the page, and when a page was painted. */
export interface PreviewEvents {
  /** A page stands in the preview; `fresh` when it was not changed in place, so that its log begins anew. */
  readonly shown: (snapshot: Snapshot | undefined, fresh: boolean) => void;
  readonly events: (entries: readonly (LogEntry | FrameFailure)[], snapshot: Snapshot) => void;
  /** `at` is milliseconds since the epoch. */
  readonly painted: (at: number) => void;
  readonly failed: (message: string) => void;
  /** There is another way by which the compiler can send pages; what went by the one before is not shown any more. */
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

/** Makes a preview inside `parent`. What it shows is the work of the stage, a frame of its own, in which the pages' frames are. */
export function createPreview(parent: HTMLElement, events: PreviewEvents): Preview {
  let stage: PreviewFrame | undefined;
  let latest: PreviewPage | undefined;
  let key = 0;
  let cleared = 0;
  let clearing = 0;

  const newLine = (): MessagePort => {
    const { port1, port2 } = new MessageChannel();
    events.front({ key: ++key, port: port1 });
    return port2;
  };
  const open = (): PreviewFrame => {
    stage = openFrame(parent, {
      src: new URL('preview.html', document.baseURI).href,
      title: 'Preview of the plan',
      patience: PATIENCE,
      line: newLine(),
      hear,
    });
    return stage;
  };
  const hear = (message: FrameMessage, from: PreviewFrame) => {
    if (from !== stage || clearing > 0) return;
    if (message.kind === 'shown') {
      mark(message.digest);
      events.shown(message.snapshot, message.fresh);
    } else if (message.kind === 'events') events.events(message.entries, message.snapshot);
    else if (message.kind === 'painted') events.painted(message.at);
    else if (message.kind === 'failed') {
      mark(undefined);
      events.failed(message.message);
    }
  };
  /** What is in front, on the element of the stage. */
  const mark = (digest: string | undefined) => {
    const { dataset } = stage?.element ?? {};
    if (digest === undefined) {
      delete dataset?.['place'];
      delete dataset?.['digest'];
    } else Object.assign(dataset ?? {}, { place: 'live', digest });
  };
  const ask = async (command: StageCommand, transfer?: Transferable[]) => {
    const asked = stage ?? open();
    try {
      return await asked.ask(command, transfer);
    } catch (error) {
      const { message } = error as Error;
      if (asked === stage && message === TOO_SLOW) replace(asked);
      throw error;
    }
  };
  /** Code that does not end holds everything in its process, the stage too. */
  const replace = (stuck: PreviewFrame) => {
    stage = undefined;
    stuck.remove();
    events.failed(TOO_SLOW);
    open();
  };
  const snapshotOf = async (command: StageCommand) => {
    const value = (await ask(command)) as JsonObject | undefined;
    return readSnapshot(value?.['snapshot']);
  };
  const show = async (page: PreviewPage) => {
    latest = page;
    if (page.direct !== undefined && page.direct <= cleared) return;
    await ask({ do: 'show', ...(page.direct !== key && { page }) }).catch(() => {
      if (latest !== page && latest) void show(latest);
    });
  };
  open();
  return {
    show: (page) => void show(page),
    clear() {
      latest = undefined;
      cleared = key;
      clearing++;
      mark(undefined);
      ask({ do: 'clear' }, [newLine()])
        .catch(() => {})
        .finally(() => clearing--);
    },
    async dispatch(event) {
      await ask({ do: 'dispatch', event });
    },
    restore: (snapshot) => snapshotOf({ do: 'restore', snapshot }),
    replay: (log, from) => snapshotOf({ do: 'replay', log, from }),
  };
}
