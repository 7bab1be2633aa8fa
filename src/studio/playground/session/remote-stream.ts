/// <reference lib="dom" />
import type { PreviewPage } from '../preview/protocol.ts';
import { toPage } from '../worker/page-of.ts';
import type { Settings } from '../worker/protocol.ts';
import { answerLines } from './answer-lines.ts';
import { membersOf } from './members.ts';

/** A plan that is sent to the server in pieces. */
export interface RemoteStream {
  readonly text: string;
  readonly format: 'json' | 'patch';
  /** Characters of one piece. */
  readonly piece: number;
  readonly settings: Settings;
}

/** One line of the answer: a page, or why the server stopped. */
export interface StreamLine {
  readonly page?: PreviewPage;
  readonly failure?: { readonly code: string; readonly message: string; readonly isOfPlan: boolean };
}

/**
 * `POST /api/stream`. Browsers send no body by HTTP/1.1 while it is made: all pieces go as the lines of one body, and the
 * server, which reads line by line, answers with a preview whenever the plan has grown enough.
 */
export async function* openRemoteStream(
  url: URL,
  headers: Readonly<Record<string, string>>,
  job: RemoteStream,
  signal: AbortSignal,
): AsyncGenerator<StreamLine> {
  const body = linesOf(job)
    .map((line) => `${JSON.stringify(line)}\n`)
    .join('');
  const response = await fetch(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/x-ndjson' },
    body,
    signal,
  });
  for await (const line of answerLines(response)) yield readLine(JSON.parse(line) as ServerLine);
}

function linesOf({ text, format, piece, settings }: RemoteStream): object[] {
  const first = { ...membersOf(settings), target: 'single-file', expose: true, format };
  const pieces = Array.from({ length: Math.ceil(text.length / piece) }, (_, i) => ({
    text: text.slice(i * piece, (i + 1) * piece),
  }));
  return [first, ...pieces, { end: true }];
}

/** A preview has a page; the last line is the envelope of the whole. */
interface ServerLine {
  readonly html?: string;
  readonly csp?: string;
  readonly ok?: boolean;
  readonly data?: { readonly html: string; readonly csp: string };
  readonly code?: string;
  readonly message?: string;
  readonly diagnostics?: readonly unknown[];
}

function readLine({ ok, data, code = '', message = '', diagnostics = [], ...preview }: ServerLine): StreamLine {
  if (ok === false) return { failure: { code, message, isOfPlan: diagnostics.length > 0 } };
  const { html, csp } = data ?? preview;
  return html ? { page: pageOf(html, csp ?? '') } : {};
}

/** What the manifest would say of a page, read from the page itself. */
function pageOf(text: string, csp: string): PreviewPage {
  const scripts = (/script-src[^;]*/.exec(csp)?.[0].match(/sha256-[^']+/g) ?? []) as string[];
  const [, digest = ''] = /plan:\["(?:[^"\\]|\\.)*",\d+,"([0-9a-f]{64})"\]/.exec(text) ?? [];
  const manifest = { plan: { digest }, scripts };
  return toPage({ files: [{ path: 'index.html', text }], entry: 'index.html', manifest });
}
