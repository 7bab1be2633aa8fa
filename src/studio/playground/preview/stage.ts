/// <reference lib="dom" />
import type { LineMessage, StageCommand } from './protocol.ts';
import { servePort } from './serve-port.ts';
import { createShow, type Show } from './show.ts';

/**
 * The stage: the frame in which the pages' frames are. No plan code runs in its document. It shares thread and painting with
 * the pages, so that one takes the place of another in a single step, and the playground's thread may be as busy as it is.
 */
servePort<StageCommand>((say, line) => {
  const { timeOrigin } = performance;
  const show = createShow(document.body, {
    changed: () => requestAnimationFrame(() => say({ kind: 'painted', at: timeOrigin + performance.now() })),
    shown: (digest, fresh, snapshot) => say({ kind: 'shown', digest, fresh, ...(snapshot && { snapshot }) }),
    events: (entries, snapshot) => say({ kind: 'events', entries, snapshot }),
    failed: (message) => say({ kind: 'failed', message }),
  });
  const listen = listenTo(show);
  listen(line);
  return (command, [next]) => {
    if (command.do === 'show') return show.show(command.page);
    if (command.do !== 'clear') return show.ask(command);
    listen(next);
    return show.clear();
  };
});

/** Takes pages from one line at a time. */
function listenTo(show: Show): (next: MessagePort | undefined) => void {
  let line: MessagePort | undefined;
  return (next) => {
    line?.close();
    line = next;
    if (line)
      line.onmessage = ({ data }: MessageEvent<LineMessage>) =>
        void (data === 'soon' ? show.prepare() : show.show(data));
  };
}
