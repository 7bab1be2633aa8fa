import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import { lieFor } from './lies.ts';
import { REGISTRY_KEY, type StoredPackage, sha1, sha512, signature, tarballOf, versionsOf } from './packages.ts';

/**
 * A registry on loopback, in a thread of its own since tests wait for programs. Its addresses begin with a mode: `good`
 * tells the truth, the others are in `lies.ts`. `/log` gives every request so far.
 */
const log: string[] = [];
/** Requests per path, for answers that change. */
const seen = new Map<string, number>();

const server = createServer((request, response) => {
  void answer(request, response).catch((error) => {
    response.statusCode = 500;
    response.end(String(error));
  });
});
server.listen((workerData as { port?: number } | undefined)?.port ?? 0, '127.0.0.1', () => {
  parentPort?.postMessage((server.address() as AddressInfo).port);
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
  if (url.pathname === '/log') return json(response, log.splice(0));
  const [, mode = '', ...rest] = url.pathname.split('/');
  const path = decodeURIComponent(rest.join('/'));
  log.push(`${mode} ${path}${request.headers.authorization ? ` [${request.headers.authorization}]` : ''}`);
  const count = (seen.get(url.pathname) ?? 0) + 1;
  seen.set(url.pathname, count);
  const lie = lieFor(mode);
  const handled = await lie?.request?.({ path, url, count, request, response });
  if (handled) return;
  if (path === '-/npm/v1/keys') return json(response, { keys: [REGISTRY_KEY] });
  const tarball = /^(.+)\/-\/[^/]+-(\d[^/]*)\.tgz$/.exec(path);
  if (tarball) return sendTarball(response, tarball[1] ?? '', tarball[2] ?? '', mode);
  return sendPackument(request, response, path, `${url.origin}/${mode}`, mode);
}

async function sendTarball(response: ServerResponse, name: string, version: string, mode: string): Promise<void> {
  const found = versionsOf(name).find(({ manifest }) => manifest['version'] === version);
  if (!found) return notFound(response);
  const bytes = await tarballOf(found);
  response.setHeader('content-type', 'application/octet-stream');
  response.end(lieFor(mode)?.tarball?.(bytes) ?? bytes);
}

async function sendPackument(
  request: IncomingMessage,
  response: ServerResponse,
  name: string,
  base: string,
  mode: string,
): Promise<void> {
  const found = versionsOf(name);
  if (found.length === 0) return notFound(response);
  const versions = await Promise.all(found.map((one) => describe(one, base, mode)));
  const latest = versions
    .map(({ version }) => String(version))
    .sort(byVersion)
    .at(-1);
  const full = !request.headers.accept?.includes('vnd.npm.install-v1');
  const time = Object.fromEntries(
    versions.map(({ version, publishedAt }) => [version, publishedAt ?? '2020-01-01T00:00:00.000Z']),
  );
  const packument = {
    name,
    'dist-tags': { latest },
    versions: Object.fromEntries(versions.map(({ publishedAt: _, ...one }) => [one.version, one])),
    ...(full && { time }),
  };
  json(
    response,
    lieFor(mode)?.packument?.(packument) ?? packument,
    request.headers['accept-encoding']?.includes('gzip'),
  );
}

async function describe({ manifest, ...rest }: StoredPackage, base: string, mode: string) {
  const { name, version, publishedAt } = manifest as { name: string; version: string; publishedAt?: string };
  const bytes = await tarballOf({ manifest, ...rest });
  const integrity = sha512(lieFor(mode)?.announced?.(bytes) ?? bytes);
  const dist = {
    tarball: `${base}/${name}/-/${name.replace(/^.*\//, '')}-${version}.tgz`,
    integrity,
    shasum: sha1(bytes),
    signatures: [signature(`${name}@${version}`, integrity)],
  };
  return { ...manifest, name, version, publishedAt, dist: lieFor(mode)?.dist?.(dist, `${name}@${version}`) ?? dist };
}

function byVersion(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}

function json(response: ServerResponse, value: unknown, zipped = false): void {
  const body = Buffer.from(JSON.stringify(value));
  response.setHeader('content-type', 'application/json');
  if (zipped) response.setHeader('content-encoding', 'gzip');
  response.end(zipped ? gzipSync(body) : body);
}

function notFound(response: ServerResponse): void {
  response.statusCode = 404;
  response.end('{"error":"not found"}');
}
