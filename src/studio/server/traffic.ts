/** Counts of requests since the start, and how long the last ones took. */
export interface Traffic {
  record(path: string, status: number, milliseconds: number): void;
  summary(): TrafficSummary;
}

/** What `GET /api/debug/stats` says of requests; times are milliseconds. */
export interface TrafficSummary {
  readonly requests: number;
  readonly byStatus: Readonly<Record<string, number>>;
  readonly byPath: Readonly<Record<string, number>>;
  readonly median: number;
  readonly p99: number;
}

const KEPT = 1024;

/** Makes the counters; only paths that exist are counted by name. */
export function createTraffic(): Traffic {
  const times = new Float64Array(KEPT);
  const [byStatus, byPath] = [new Map<string, number>(), new Map<string, number>()];
  let requests = 0;
  const count = (map: Map<string, number>, key: string): void => void map.set(key, (map.get(key) ?? 0) + 1);
  return {
    record(path, status, milliseconds) {
      times[requests++ % KEPT] = milliseconds;
      count(byStatus, String(status));
      if (status !== 404) count(byPath, path);
    },
    summary() {
      const sorted = times.slice(0, Math.min(requests, KEPT)).sort();
      const at = (share: number): number => Math.round((sorted[Math.floor(sorted.length * share)] ?? 0) * 1000) / 1000;
      return {
        requests,
        byStatus: Object.fromEntries(byStatus),
        byPath: Object.fromEntries(byPath),
        median: at(0.5),
        p99: at(0.99),
      };
    },
  };
}
