/** Jobs that wait, each with the client that it is for; clients take turns. */
export interface FairQueue<T> {
  readonly size: number;
  waitingFor(client: string): number;
  push(client: string, job: T): void;
  /** The next job of the next client that may have one now. */
  take(may: (client: string) => boolean): { readonly client: string; readonly job: T } | undefined;
  remove(client: string, job: T): void;
}

/** Makes an empty queue. */
export function createFairQueue<T>(): FairQueue<T> {
  // Clients in the order of their turns: whoever got one goes to the end.
  const waiting = new Map<string, Set<T>>();
  let size = 0;
  const remove = (client: string, job: T): void => {
    const jobs = waiting.get(client);
    if (!jobs?.delete(job)) return;
    size--;
    if (jobs.size === 0) waiting.delete(client);
  };
  return {
    get size() {
      return size;
    },
    waitingFor: (client) => waiting.get(client)?.size ?? 0,
    push(client, job) {
      const jobs = waiting.get(client) ?? new Set();
      waiting.set(client, jobs.add(job));
      size++;
    },
    take(may) {
      for (const [client, jobs] of waiting) {
        const [job] = jobs;
        if (job === undefined || !may(client)) continue;
        remove(client, job);
        if (waiting.delete(client)) waiting.set(client, jobs);
        return { client, job };
      }
      return undefined;
    },
    remove,
  };
}
