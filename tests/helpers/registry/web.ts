import { createServer as createProxy } from 'node:http';
import { createServer } from 'node:https';
import { type AddressInfo, connect, type Server } from 'node:net';
import { createCertificate } from '../certificate.ts';

/** What a host of the little web answers. */
export interface WebAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Some https hosts on loopback, reached as from a company: through a proxy, with a certificate authority of its own. */
export interface Web {
  /** The lines of an `.npmrc`. */
  readonly npmrc: string;
  /** Requests since the last call, as `host/path`. */
  log(): string[];
  close(): Promise<void>;
}

/** Starts a web whose pages are given by `host/path`; they may change while it runs. */
export async function startWeb(hosts: readonly string[], pages: Record<string, WebAnswer>): Promise<Web> {
  const { cert, key } = createCertificate(hosts);
  const seen: string[] = [];
  const server = createServer({ cert, key }, (request, response) => {
    const address = `${request.headers.host}${request.url}`;
    seen.push(address);
    const { status = 200, headers = {}, body = '' } = pages[address] ?? { status: 404 };
    response.writeHead(status, { 'content-type': 'text/javascript', ...headers }).end(body);
  });
  const port = await listen(server);
  const proxy = createProxy();
  proxy.on('connect', (_, client, head) => {
    const upstream = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
    for (const end of [client, upstream]) end.on('error', () => end.destroy());
  });
  const proxyPort = await listen(proxy);
  return {
    npmrc: `https-proxy=http://127.0.0.1:${proxyPort}/\nca="${cert.trim().replaceAll('\n', '\\n')}"`,
    log: () => seen.splice(0),
    async close() {
      server.closeAllConnections();
      proxy.closeAllConnections();
      await Promise.all([server, proxy].map((one) => new Promise((done) => one.close(done))));
    },
  };
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return (server.address() as AddressInfo).port;
}
