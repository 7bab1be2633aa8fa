import { get, type IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { Worker } from 'node:worker_threads';

/** A registry that runs beside a test. */
export interface TestRegistry {
  readonly port: number;
  /** The address of a mode, with its slash. */
  url(mode?: string): string;
  /** Every request since the last call, as `mode path [authorization]`. */
  log(): Promise<string[]>;
  stop(): Promise<void>;
}

/** Starts one in a thread of its own. */
export async function startRegistry(): Promise<TestRegistry> {
  const worker = new Worker(new URL('./boot.mjs', import.meta.url));
  const port = await new Promise<number>((done, fail) => {
    worker.once('message', done);
    worker.once('error', fail);
  });
  return {
    port,
    url: (mode = 'good') => `http://127.0.0.1:${port}/${mode}/`,
    log: () => readLog(`http://127.0.0.1:${port}/log`),
    stop: async () => void (await worker.terminate()),
  };
}

/** Over a connection of its own: one that was kept can have ended while a test waited for a process. */
async function readLog(url: string): Promise<string[]> {
  const response = await new Promise<IncomingMessage>((done, fail) =>
    get(url, { agent: false }, done).on('error', fail),
  );
  return (await json(response)) as string[];
}
