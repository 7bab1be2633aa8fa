import type { Json } from '../../../plan/types.ts';
import type { PreviewFrame } from './frame.ts';

/** For how long what was captured before a page came may stand for what would be captured then, in milliseconds. */
const YOUNG = 50;

/** State and view of the page in front, asked for while its next version is still compiled. */
export interface EarlyCapture {
  prepare(frame: PreviewFrame): void;
  /** Something has happened on the page. */
  forget(): void;
  /** What was captured in advance, where nothing has happened since; else what is captured now. */
  take(frame: PreviewFrame): Promise<Json | undefined>;
}

/** Begins with nothing captured. */
export function createEarlyCapture(): EarlyCapture {
  let held:
    | { readonly frame: PreviewFrame; readonly at: number; readonly captured: Promise<Json | undefined> }
    | undefined;
  const capture = (frame: PreviewFrame) => frame.ask({ do: 'capture' });
  return {
    prepare(frame) {
      held = { frame, at: performance.now(), captured: capture(frame).catch(() => undefined) };
    },
    forget() {
      held = undefined;
    },
    async take(frame) {
      const before = held;
      const young = before?.frame === frame && performance.now() - before.at < YOUNG;
      const captured = young ? await before.captured : undefined;
      const valid = captured !== undefined && held === before;
      held = undefined;
      return valid ? captured : capture(frame);
    },
  };
}
