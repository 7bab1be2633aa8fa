/** Names of the modules of Node.js; a page has none of them, and a package of the same name would be a surprise. */
const NAMES = new Set(
  'assert async_hooks buffer child_process cluster console constants crypto dgram diagnostics_channel dns domain events fs http http2 https inspector module net os path perf_hooks process punycode querystring readline repl sea sqlite stream string_decoder sys test timers tls trace_events tty url util v8 vm wasi worker_threads zlib'.split(
    ' ',
  ),
);

/** Whether a bare specifier names a module of Node.js, or a part of one (`fs/promises`). */
export function isNodeBuiltin(specifier: string): boolean {
  return NAMES.has(specifier.split('/', 1)[0] ?? '');
}
