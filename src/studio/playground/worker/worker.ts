/// <reference lib="dom" />
import { answers } from './answers.ts';
import type { Question } from './protocol.ts';

/** The compiler's thread: answers questions one after another, in the order in which they came. */
let last: Promise<unknown> = Promise.resolve();

addEventListener('message', ({ data }: MessageEvent<{ id: number; question: Question; ask: never }>) => {
  last = last.then(() => reply(data.id, data.question, data.ask));
});

async function reply(id: number, question: Question, ask: never): Promise<void> {
  try {
    postMessage({ id, value: await answers[question](ask) });
  } catch (error) {
    postMessage({ id, error: (error as Error).message });
  }
}
