import { randomBytes } from 'node:crypto';
import { ApiError } from './api-error.ts';
import type { Limits } from './limits.ts';
import type { SessionSeed } from './tasks/task.ts';

/** Plans in the middle of their lives, bounded in number, bytes and age. */
export interface Sessions {
  /** Begins a session and gives its id. */
  open(client: string, seed: SessionSeed): string;
  /** Takes a session a step further, one step after another; throws an ApiError when there is none, or `seq` is not its own. */
  step<T extends { readonly seed?: SessionSeed }>(
    id: string,
    seq: number | undefined,
    step: (seed: SessionSeed) => Promise<T>,
  ): Promise<T>;
  readonly stats: { entries: number; bytes: number };
}

interface Session {
  readonly client: string;
  seed: SessionSeed;
  touched: number;
  /** Ends with the step that is under way. */
  last: Promise<unknown>;
  steps: number;
}

const MOST_STEPS = 16;

/** Makes the table. Where it is full, the client that has most loses the one that it has not used for longest. */
export function createSessions(limits: Pick<Limits, 'sessions' | 'sessionBytes' | 'sessionAge'>): Sessions {
  // In the order of their last use.
  const open = new Map<string, Session>();
  const stats = { entries: 0, bytes: 0 };
  const remove = (id: string, session: Session): void => {
    if (!open.delete(id)) return;
    stats.entries--;
    stats.bytes -= bytesOf(session.seed);
  };
  const put = (id: string, session: Session): void => {
    remove(id, session);
    open.set(id, session);
    stats.entries++;
    stats.bytes += bytesOf(session.seed);
  };
  const expire = (): void => {
    const oldest = Date.now() - limits.sessionAge;
    for (const [id, session] of open)
      if (session.touched < oldest) remove(id, session);
      else break;
  };
  const makeRoom = (): void => {
    while (stats.entries > limits.sessions || (stats.bytes > limits.sessionBytes && stats.entries > 1)) {
      const greedy = clientWithMost(open);
      for (const [id, session] of open)
        if (session.client === greedy) {
          remove(id, session);
          break;
        }
    }
  };
  return {
    stats,
    open(client, seed) {
      expire();
      const id = randomBytes(18).toString('base64url');
      put(id, { client, seed, touched: Date.now(), last: Promise.resolve(), steps: 0 });
      makeRoom();
      return id;
    },
    async step(id, seq, step) {
      expire();
      const session = open.get(id);
      if (!session)
        throw new ApiError('not_found', 'There is no session of this id: it was never there, or has ended.');
      if (session.steps >= MOST_STEPS)
        throw new ApiError('rate_limited', 'Too many events of this session wait.', { retryAfter: 1 });
      const run = async () => {
        assertCurrent(session, seq);
        const result = await step(session.seed);
        if (!open.has(id) || !result.seed) return result;
        remove(id, session);
        put(id, Object.assign(session, { seed: result.seed, touched: Date.now() }));
        makeRoom();
        return result;
      };
      session.steps++;
      const done = session.last.then(run).finally(() => session.steps--);
      session.last = done.catch(() => undefined);
      return done;
    },
  };
}

function assertCurrent({ seed }: Session, seq: number | undefined): void {
  if (seq === undefined || seq === seed.seq) return;
  throw new ApiError('conflict', `The session is at event ${seed.seq}, and the request was made for ${seq}.`);
}

function bytesOf({ plan, options, moment }: SessionSeed): number {
  return 2 * (plan.length + options.length + moment.length) + 512;
}

function clientWithMost(open: ReadonlyMap<string, Session>): string | undefined {
  const counts = new Map<string, number>();
  for (const { client } of open.values()) counts.set(client, (counts.get(client) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}
