import { memoryUsage, uptime } from 'node:process';
import type { Studio } from '../context.ts';

/** `GET /api/debug/stats`: how the server does; nothing of any plan is in it. */
export function debugStats({ desk, sessions, streams, traffic, version }: Studio) {
  const { rss, heapUsed } = memoryUsage();
  return {
    version,
    uptimeSeconds: Math.round(uptime()),
    memory: { rss, heapUsed },
    traffic: traffic.summary(),
    cache: { ...desk.cache.stats },
    workers: { quick: { ...desk.lanes.quick.stats }, slow: { ...desk.lanes.slow.stats } },
    sessions: { ...sessions.stats },
    streams: { ...streams.stats },
  };
}
