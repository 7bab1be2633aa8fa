import type { PreviewPage } from '../preview/protocol.ts';
import type { CompilerClient } from '../worker/compiler-client.ts';
import { LOCKED, NO_ANSWER, type Remote } from './remote.ts';
import type { Store } from './store.ts';
import type { View } from './view.ts';

/** How a text is sent. */
export interface StreamJob {
  readonly text: string;
  readonly format: 'json' | 'patch';
  /** Characters of one piece, and pieces a second; the server takes pieces as fast as it can. */
  readonly piece: number;
  readonly speed: () => number;
  /** Who makes the previews. */
  readonly by: 'page' | 'server';
}

/** Sends a plan to the compiler in pieces, as a model would write it. */
export interface StreamRun {
  start(job: StreamJob): Promise<void>;
  pause(paused: boolean): void;
  stop(): void;
}

/** What becomes of the previews and of the whole. */
export interface StreamSink {
  readonly show: (page: PreviewPage) => void;
  /** The whole text has come. */
  readonly settle: (text: string) => void;
}

/** How often a run that is held asks whether it may go on, in milliseconds. */
const HELD = 50;

/** Makes the runner of one page; a second start ends the first. */
export function createStreamRun(
  compiler: CompilerClient,
  remote: Remote,
  view: Store<View>,
  sink: StreamSink,
): StreamRun {
  let gone = new AbortController();
  const progress = (change: Partial<View['stream']>) => view.update({ stream: { ...view.get().stream, ...change } });
  const shown = (page: PreviewPage | undefined, change: Partial<View['stream']> = {}) => {
    if (page) sink.show(page);
    progress({ ...change, previews: view.get().stream.previews + (page ? 1 : 0) });
  };
  /** Both say whether all of the text has come, and can be taken over. */
  const near = async ({ text, format, piece, speed }: StreamJob, { signal }: AbortController): Promise<boolean> => {
    await compiler.ask('stream-open', { settings: view.get().settings, format });
    for (let sent = 0; sent < text.length; ) {
      await delay(1000 / speed());
      if (signal.aborted) return false;
      if (view.get().stream.paused) continue;
      const next = Math.min(text.length, sent + piece);
      const { page } = await compiler.ask('stream-push', { text: text.slice(sent, next), force: false });
      sent = next;
      if (signal.aborted) return false;
      shown(page, { sent });
    }
    return true;
  };
  const far = async (job: StreamJob, { signal }: AbortController): Promise<boolean> => {
    const { settings, consent, hasCode } = view.get();
    if (hasCode && consent !== 'free') return refuse('Code of a link is sent once you have agreed.');
    for await (const { page, failure } of remote.stream({ ...job, settings }, signal)) {
      while (view.get().stream.paused && !signal.aborted) await delay(HELD);
      if (signal.aborted) return false;
      shown(page);
      if (failure?.code === 'auth_denied') view.update({ server: 'locked' });
      // What is wrong with the plan stands beside its text, once that is in the editor.
      if (failure && !failure.isOfPlan) return refuse(failure.code === 'auth_denied' ? LOCKED : failure.message);
    }
    // The text is read here as well: the server gives pages.
    await compiler.ask('stream-open', { settings, format: job.format });
    await compiler.ask('stream-push', { text: job.text, force: false });
    return true;
  };
  const refuse = (notice: string): false => {
    view.update({ notice });
    return false;
  };
  const finish = async ({ text, format }: StreamJob) => {
    const { text: whole, findings } = await compiler.ask('stream-end', {});
    // JSON that is no plan is shown with its findings, as if it had been pasted; a patch has no text to show them in.
    if (whole !== undefined || format === 'json') return sink.settle(whole ?? text);
    const placeless = (findings ?? []).map(({ span: _, ...finding }) => finding);
    view.update({ findings: placeless, preview: 'older', notice: 'The stream ended before there was a plan.' });
  };
  return {
    async start(job) {
      gone.abort();
      const own = new AbortController();
      gone = own;
      const isFar = job.by === 'server';
      progress({ running: true, paused: false, isFar, sent: 0, total: job.text.length, previews: 0 });
      const whole = await (isFar ? far : near)(job, own).catch(
        (error: Error) => !own.signal.aborted && refuse(isFar ? NO_ANSWER : error.message),
      );
      if (own.signal.aborted) return;
      progress({ running: false, ...(whole && { sent: job.text.length }) });
      if (whole) await finish(job);
    },
    pause: (paused) => progress({ paused }),
    stop() {
      gone.abort();
      progress({ running: false });
    },
  };
}

function delay(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}
