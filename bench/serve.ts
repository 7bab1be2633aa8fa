import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Serves one page on loopback until it is closed. */
export async function serveText(html: string): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((_, response) =>
    response.setHeader('content-type', 'text/html; charset=utf-8').end(html),
  );
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
