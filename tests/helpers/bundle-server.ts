import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Bundle } from '../../src/compiler/stages.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
};

/** Serves bundles on loopback and from a temporary folder. */
export interface BundleServer {
  /** Address of the bundle's entry over http. */
  http(bundle: Bundle, extra?: Readonly<Record<string, string>>): string;
  /** Address of the bundle's entry as a file. */
  file(bundle: Bundle): Promise<string>;
  close(): Promise<void>;
}

/** Starts a server on a free port of 127.0.0.1; bundles stay until it closes. */
export async function startBundleServer(): Promise<BundleServer> {
  const files = new Map<string, string>();
  let count = 0;
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url!, 'http://127.0.0.1').pathname);
    const text = path === '/favicon.ico' ? '' : files.get(path);
    const headers = { 'Content-Type': TYPES[extname(path)] ?? 'text/plain', 'X-Content-Type-Options': 'nosniff' };
    response.writeHead(text === undefined ? 404 : 200, headers).end(text ?? 'not here');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const folder = await mkdtemp(join(tmpdir(), 'bundles-'));
  return {
    http(bundle, extra = {}) {
      const base = `/${++count}`;
      if (count > 50) for (const path of files.keys()) if (path.startsWith(`/${count - 50}/`)) files.delete(path);
      for (const { path, text } of bundle.files) files.set(`${base}/${path}`, text);
      for (const [path, text] of Object.entries(extra)) files.set(`${base}/${path}`, text);
      return `${origin}${base}/${bundle.entry}`;
    },
    async file(bundle) {
      const base = join(folder, String(++count));
      for (const { path, text } of bundle.files) {
        await mkdir(dirname(join(base, path)), { recursive: true });
        await writeFile(join(base, path), text);
      }
      return pathToFileURL(join(base, bundle.entry)).href;
    },
    close: () => stop(server, folder),
  };
}

async function stop(server: Server, folder: string): Promise<void> {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
  await rm(folder, { recursive: true, force: true });
}
