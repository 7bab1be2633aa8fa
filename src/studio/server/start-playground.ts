import { compilerVersion } from '../../compiler/version.ts';
import { type Serving, serve } from '../http/serve.ts';
import { createApp } from './app.ts';
import { createCompileDesk } from './compile-desk.ts';
import { createGate } from './gate.ts';
import { defaultLimits, type Limits } from './limits.ts';
import type { PageFiles } from './pages.ts';
import { createSessions } from './sessions.ts';
import { threadOpener, type WorkerEntry } from './threads.ts';
import { createTraffic } from './traffic.ts';

/** How a playground server is started. */
export interface PlaygroundSettings {
  readonly host: string;
  /** 0 for any port that is free. */
  readonly port: number;
  readonly attempts?: number;
  readonly token?: string | undefined;
  readonly debug?: boolean;
  readonly limits?: Partial<Limits>;
  readonly worker: WorkerEntry;
  pages(): PageFiles;
  log(line: string): void;
}

/** Starts the server; it listens when the promise is fulfilled, and the workers come after that. */
export async function startPlayground(settings: PlaygroundSettings): Promise<Serving> {
  const { host, port, attempts, token, debug = false, worker, pages, log } = settings;
  const limits = { ...defaultLimits(), ...settings.limits };
  const desk = createCompileDesk(limits, threadOpener(worker, limits));
  let own = port;
  const app = createApp({
    own: { host, port: () => own },
    studio: {
      limits,
      desk,
      sessions: createSessions(limits),
      streams: createGate(limits.streams),
      traffic: createTraffic(),
      version: compilerVersion,
    },
    token,
    debug,
    pages,
    log,
  });
  const serving = await serve(
    { fetch: (request, env) => app.fetch(request, env as never) },
    {
      host,
      port,
      ...(attempts !== undefined && { attempts }),
      // Bodies have a time of their own, which is shorter.
      requestTimeout: limits.streamTime + 5000,
    },
  );
  own = serving.port;
  setImmediate(() => desk.warmUp());
  const close = async (): Promise<void> => {
    await serving.close();
    await desk.close();
  };
  return { ...serving, close };
}
