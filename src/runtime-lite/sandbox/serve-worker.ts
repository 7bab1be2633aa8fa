/// <reference lib="dom" />
import { freeze } from '../nodes/freeze.ts';
import { sealWorker } from './seal-worker.ts';

type Code = Readonly<Record<string, unknown>>;

/**
 * Runs in the worker: answers calls of plan code with what it gave, as JSON. The realm is sealed first, and the code is
 * evaluated by the first call. `expand` calls the components that stand in an output.
 */
export const serveWorker = (
  load: () => Code,
  timers: boolean,
  expand: (output: unknown, code: Code, context: unknown) => unknown = (output) => output,
): void => {
  addEventListener(
    'message',
    ({ ports: [port] }) => {
      if (!port) return;
      const say = port.postMessage.bind(port);
      const { parse, stringify } = JSON;
      let code: Code | undefined;
      port.onmessage = async ({ data }) => {
        let answer: string;
        try {
          const [use, args] = parse(data) as [number, unknown[]];
          const given = args.map(freeze);
          code ??= load();
          const value = code[`c${use}`];
          const output = typeof value === 'function' ? await value(...given) : value;
          answer = stringify([1, await expand(output, code, given[1] ?? given[0])]);
        } catch (error) {
          answer = stringify([0, `${(error as { failure?: unknown } | null)?.failure}`]);
        }
        // More than the page reads.
        say(answer.length > 4_194_304 ? '[0]' : answer);
      };
      sealWorker(timers);
      say('1');
    },
    { once: true },
  );
};
