import type { PreviewPage } from '../preview/protocol.ts';
import type { CompilerClient } from '../worker/compiler-client.ts';
import type { Store } from './store.ts';
import type { View } from './view.ts';

/** How a text is sent. */
export interface StreamJob {
  readonly text: string;
  readonly format: 'json' | 'patch';
  /** Characters of one piece, and pieces a second. */
  readonly piece: number;
  readonly speed: () => number;
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

/** Makes the runner of one page; a second start ends the first. */
export function createStreamRun(compiler: CompilerClient, view: Store<View>, sink: StreamSink): StreamRun {
  let run = 0;
  const progress = (change: Partial<View['stream']>) => view.update({ stream: { ...view.get().stream, ...change } });
  return {
    async start({ text, format, piece, speed }) {
      const own = ++run;
      progress({ running: true, paused: false, sent: 0, total: text.length, previews: 0 });
      await compiler.ask('stream-open', { settings: view.get().settings, format });
      for (let sent = 0; sent < text.length; ) {
        await delay(1000 / speed());
        if (own !== run) return;
        if (view.get().stream.paused) continue;
        const next = Math.min(text.length, sent + piece);
        const { page } = await compiler.ask('stream-push', { text: text.slice(sent, next), force: false });
        sent = next;
        if (own !== run) return;
        if (page) sink.show(page);
        progress({ sent, previews: view.get().stream.previews + (page ? 1 : 0) });
      }
      const { text: whole, findings } = await compiler.ask('stream-end', {});
      progress({ running: false });
      // JSON that is no plan is shown with its findings, as if it had been pasted; a patch has no text to show them in.
      if (whole !== undefined || format === 'json') return sink.settle(whole ?? text);
      const placeless = (findings ?? []).map(({ span: _, ...finding }) => finding);
      view.update({ findings: placeless, preview: 'older', notice: 'The stream ended before there was a plan.' });
    },
    pause: (paused) => progress({ paused }),
    stop() {
      run++;
      progress({ running: false });
    },
  };
}

function delay(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}
