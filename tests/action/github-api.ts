import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A comment as the API of GitHub gives it. */
export interface ApiComment {
  readonly id: number;
  body: string;
  readonly user: { readonly login: string; readonly type: 'Bot' | 'User' };
}

/** The part of the REST API of GitHub that is about comments, on loopback. */
export interface GithubApi {
  readonly url: string;
  readonly comments: ApiComment[];
  /** Method and path of every request. */
  readonly requests: string[];
  /** An answer to give instead, to requests of a method. */
  readonly refuse: Map<string, number>;
  close(): Promise<void>;
}

/** Starts it; requests need this token. */
export async function startGithubApi(token: string): Promise<GithubApi> {
  const comments: ApiComment[] = [];
  const requests: string[] = [];
  const refuse = new Map<string, number>();
  const answer = async (request: IncomingMessage): Promise<[number, unknown]> => {
    const { method = '', headers } = request;
    const url = new URL(request.url ?? '', 'http://127.0.0.1');
    const body = await textOf(request);
    requests.push(`${method} ${url.pathname}`);
    const refused = refuse.get(method);
    if (refused !== undefined) return [refused, { message: 'refused' }];
    if (headers.authorization !== `Bearer ${token}`) return [401, {}];
    if (url.pathname === '/user') return [403, {}];
    const list = url.pathname === '/repos/octo/pages/issues/7/comments';
    if (method === 'GET' && list) {
      const [page, size] = [Number(url.searchParams.get('page')), Number(url.searchParams.get('per_page'))];
      return [200, comments.slice((page - 1) * size, page * size)];
    }
    const { body: text } = JSON.parse(body || '{}') as { body: string };
    if (method === 'POST' && list) {
      comments.push({ id: comments.length + 1, body: text, user: { login: 'github-actions[bot]', type: 'Bot' } });
      return [201, comments.at(-1)];
    }
    const own = comments.find(({ id }) => url.pathname === `/repos/octo/pages/issues/comments/${id}`);
    if (method !== 'PATCH' || !own) return [404, {}];
    own.body = text;
    return [200, own];
  };
  const server = createServer(async (request, response) => {
    const [status, value] = await answer(request);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    comments,
    requests,
    refuse,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}
