import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { header, tarOf } from './hostile-tar.ts';
import { signature } from './packages.ts';

/** One request, before the registry answers it. */
export interface Asked {
  readonly path: string;
  readonly url: URL;
  /** How often this was asked for. */
  readonly count: number;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

interface Dist {
  readonly tarball: string;
  readonly integrity?: string;
  readonly shasum?: string;
  readonly signatures?: readonly unknown[];
}

/** How a mode of the registry differs from the truth. */
export interface Lie {
  /** Answers by itself when it gives true. */
  request?(asked: Asked): boolean | Promise<boolean>;
  packument?(packument: Record<string, unknown>): unknown;
  dist?(dist: Dist, key: string): Dist;
  /** The bytes that are sent, and those that the digest is of. */
  tarball?(bytes: Buffer): Buffer;
  announced?(bytes: Buffer): Buffer;
}

const isTarball = (path: string): boolean => path.endsWith('.tgz');

function end(response: ServerResponse, status: number, headers: Record<string, string> = {}): true {
  response.writeHead(status, headers);
  response.end('{}');
  return true;
}

/** Tarballs that are what they are said to be, and hostile. */
function sends(make: () => Buffer): Lie {
  const bytes = make();
  return { tarball: () => bytes, announced: () => bytes };
}

function redirectsTo(target: (asked: Asked) => string): Lie {
  return { request: (asked) => isTarball(asked.path) && end(asked.response, 302, { location: target(asked) }) };
}

const withPackage = (...entries: Buffer[]): Buffer => gzipSync(Buffer.concat([...entries, Buffer.alloc(1024)]));

/** How the registry behaves below an address: `to-4000` sends everybody to that port. */
export function lieFor(mode: string): Lie | undefined {
  const port = /^to-(\d+)$/.exec(mode)?.[1];
  return port ? redirectsTo(({ path }) => `http://127.0.0.1:${port}/good/${path}`) : lies[mode];
}

/** Modes by the first part of an address. */
const lies: Readonly<Record<string, Lie>> = {
  good: {},
  tampered: {
    tarball: (bytes) => gzipSync(Buffer.concat([bytes.subarray(0, 0), Buffer.from('other bytes')])),
  },
  unsigned: { dist: ({ signatures: _, ...dist }) => dist },
  forged: { dist: (dist, key) => ({ ...dist, signatures: [signature(key, dist.integrity ?? '', true)] }) },
  keyless: { request: ({ path, response }) => path === '-/npm/v1/keys' && end(response, 404) },
  'keys-405': { request: ({ path, response }) => path === '-/npm/v1/keys' && end(response, 405) },
  stalled: {
    request: ({ path, response }) => {
      if (!isTarball(path)) return false;
      response.writeHead(200, { 'content-type': 'application/octet-stream' });
      response.write('x');
      return true;
    },
  },
  silent: { request: ({ path }) => isTarball(path) },
  'redirect-loop': redirectsTo(({ url }) => url.href),
  'redirect-internal': redirectsTo(() => 'https://169.254.169.254/latest/meta-data'),
  'redirect-loopback': redirectsTo(({ url }) => `https://localhost:${Number(url.port) === 9 ? 10 : 9}/x.tgz`),
  'redirect-elsewhere': redirectsTo(({ url, path }) => `${url.origin}/good/${path}`),
  'redirect-plain': redirectsTo(() => 'http://plain.example/x.tgz'),
  'status-404': { request: ({ response }) => end(response, 404) },
  'status-405': { request: ({ response }) => end(response, 405) },
  'status-401': { request: ({ response }) => end(response, 401) },
  'status-500': { request: ({ response }) => end(response, 500) },
  'status-429': { request: ({ response, count }) => count < 3 && end(response, 429, { 'retry-after': '0' }) },
  reset: {
    request: ({ response, count }) => {
      if (count > 1) return false;
      response.destroy();
      return true;
    },
  },
  page: {
    request: ({ response }) => {
      response.setHeader('content-type', 'text/html');
      response.end('<title>Log in</title>');
      return true;
    },
  },
  'sha1-only': { dist: ({ integrity: _, ...dist }) => dist },
  'sha1-wrong': { dist: ({ integrity: _, ...dist }) => ({ ...dist, shasum: '0'.repeat(40) }) },
  bomb: sends(() => gzipSync(Buffer.alloc(300 * 1024 * 1024))),
  link: sends(() => withPackage(header('package/evil.js', '2', '/etc/passwd'))),
  escape: sends(() => withPackage(...tarOf('package/../../evil.js', 'x'))),
  absolute: sends(() => withPackage(...tarOf('/etc/evil.js', 'x'))),
  'case-clash': sends(() => withPackage(...tarOf('package/a.js', '1'), ...tarOf('package/A.js', '2'))),
  'nfc-clash': sends(() => withPackage(...tarOf('package/\u00e9.js', '1'), ...tarOf('package/e\u0301.js', '2'))),
  truncated: sends(() => gzipSync(tarOf('package/package.json', 'x'.repeat(2000))[0] as Buffer)),
  'no-gzip': sends(() => Buffer.from('plain text')),
};
