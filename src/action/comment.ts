import { createHash } from 'node:crypto';
import type { WorkflowEvent } from './event.ts';
import type { Env, Inputs } from './inputs.ts';

/** What a comment of the API says of itself. */
interface Comment {
  readonly id: number;
  readonly body?: string | null;
  readonly user?: { readonly login?: string; readonly type?: string } | null;
}

const PAGE = 100;
const MOST_PAGES = 50;
const TIMEOUT = 15_000;

/** Why a comment could not be written; `forbidden` is what pull requests of forks always are. */
export class CommentError extends Error {
  readonly forbidden: boolean;

  constructor(message: string, forbidden: boolean) {
    super(message);
    this.forbidden = forbidden;
  }
}

/** The line that a comment of this use of the action begins with, invisible to readers. */
export function markerOf(env: Env, { plans, options, shard }: Inputs): string {
  const use = [env['GITHUB_WORKFLOW'], env['GITHUB_JOB'], plans, options, shard];
  return `<!-- renderify:${createHash('sha256').update(JSON.stringify(use)).digest('hex').slice(0, 16)} -->`;
}

/**
 * Writes the comment of a pull request, or writes it anew where there is one. Only a comment of our own is ever changed:
 * somebody else's may begin with any text. Throws a CommentError.
 */
export async function writeComment(
  { pull }: WorkflowEvent,
  marker: string,
  text: string,
  { env, token }: { readonly env: Env; readonly token: string },
): Promise<void> {
  const repository = env['GITHUB_REPOSITORY'] ?? '';
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository)) throw new CommentError('the repository is not known', false);
  const call = caller(env['GITHUB_API_URL'] ?? 'https://api.github.com', token);
  const issue = `/repos/${repository}/issues/${pull}/comments`;
  const own = await findOwn(call, issue, marker);
  const body = { body: `${marker}\n${text}` };
  if (own) await call('PATCH', `/repos/${repository}/issues/comments/${own.id}`, body);
  else await call('POST', issue, body);
}

type Call = (method: string, path: string, body?: object) => Promise<unknown>;

async function findOwn(call: Call, issue: string, marker: string): Promise<Comment | undefined> {
  let login: string | undefined;
  for (let page = 1; page <= MOST_PAGES; page++) {
    const comments = (await call('GET', `${issue}?per_page=${PAGE}&page=${page}`)) as readonly Comment[];
    if (!Array.isArray(comments)) throw new CommentError('the answer is no list of comments', false);
    for (const comment of comments) {
      if (!comment.body?.startsWith(marker) || !Number.isSafeInteger(comment.id)) continue;
      if (comment.user?.type === 'Bot') return comment;
      login ??= await loginOf(call);
      if (login !== '' && comment.user?.login === login) return comment;
    }
    if (comments.length < PAGE) return undefined;
  }
  return undefined;
}

/** The tokens of workflows belong to nobody. */
async function loginOf(call: Call): Promise<string> {
  try {
    const { login } = (await call('GET', '/user')) as { login?: unknown };
    return typeof login === 'string' ? login : '';
  } catch {
    return '';
  }
}

function caller(api: string, token: string): Call {
  return async (method, path, body) => {
    const response = await send(`${api}${path}`, method, token, body);
    if (!response.ok) throw new CommentError(`the answer is ${response.status}`, response.status === 403);
    try {
      return await response.json();
    } catch {
      throw new CommentError('the answer is not JSON', false);
    }
  };
}

async function send(url: string, method: string, token: string, body: object | undefined): Promise<Response> {
  try {
    return await fetch(url, {
      method,
      headers: {
        accept: 'application/vnd.github+json',
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'user-agent': 'renderify',
        'x-github-api-version': '2022-11-28',
      },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(TIMEOUT),
    });
  } catch {
    throw new CommentError('there is no answer', false);
  }
}
