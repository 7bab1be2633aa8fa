/// <reference lib="dom" />
import { type Draw, island } from '../nodes/island.ts';
import type { RunTimeError } from '../raise.ts';
import { sealFrame } from './seal-frame.ts';

/** What the page says: which island it is, and what it is called with. */
type Said = readonly [use: number, props: unknown, children: unknown, roots: object];

/** Makes the function that shows an island between two nodes. */
export type MakeDraw = (start: ChildNode, end: ChildNode, roots: () => object) => Draw;

/**
 * Runs in the frame of an island: shows it with what the page says, and says its events, errors and height. `begin` is given
 * the way to speak, and makes the functions that show the islands.
 */
export const serveFrame = (
  connects: boolean,
  timers: boolean,
  begin: (say: (...said: unknown[]) => void) => readonly MakeDraw[],
): void => {
  addEventListener('message', function boot({ source, ports: [port] }) {
    // The page is the parent of the frame's parent.
    if (source !== parent.parent || !port) return;
    removeEventListener('message', boot);
    const post = port.postMessage.bind(port);
    const { parse, stringify } = JSON;
    const { body } = document;
    try {
      if (origin !== 'null') throw 0;
      sealFrame(connects, timers);
    } catch {
      return post('0');
    }
    const say = (...said: unknown[]) => post(stringify(said));
    const draws = begin(say);
    const [start, end] = [new Comment(), new Comment()];
    body.append(start, end);
    let said: Said;
    let show: (() => void) | undefined;
    port.onmessage = ({ data }) => {
      const value = parse(data) as Said | 0;
      if (value === 0) return say('p');
      said = value;
      const [use] = said;
      const report = ({ name, path }: RunTimeError) => say('r', name, path);
      show ??= island(
        () => {
          const draw = (draws[use] as MakeDraw)(start, end, () => said[3]);
          return (props, children) => {
            const done = draw(props, children) as Promise<unknown> | undefined;
            if (done?.then) done.then(tell, tell);
            else tell();
            return done;
          };
        },
        () => [said[1], said[2]],
        report,
      );
      show();
    };
    const tell = () => say('d');
    const measure = () => {
      // Only the two marks: nothing is shown yet.
      if (body.childNodes.length > 2) say('h', Math.ceil(body.getBoundingClientRect().height));
    };
    new ResizeObserver(measure).observe(body);
    new MutationObserver(measure).observe(body, { childList: true });
    post('1');
  });
};
