/// <reference lib="dom" />
import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import type { JsonObject } from '../../../plan/types.ts';
import type { PreviewPage } from '../preview/protocol.ts';
import { describeFindings } from '../worker/describe-findings.ts';
import { toPage } from '../worker/page-of.ts';
import type { BundleAnswer, Finding, Settings } from '../worker/protocol.ts';
import { readAnswer } from './answer-lines.ts';
import { membersOf } from './members.ts';
import { openRemoteStream, type RemoteStream, type StreamLine } from './remote-stream.ts';
import type { ModuleLine } from './view.ts';

/** What the server made of a plan with code. */
export interface Built {
  readonly page?: PreviewPage;
  readonly bundle: BundleAnswer;
  readonly findings: readonly Finding[];
  readonly modules: readonly ModuleLine[];
  /** Whether the server wants a token that it was not given. */
  readonly locked?: boolean;
  /** What went wrong with the request itself. */
  readonly notice?: string;
}

/** The server of the playground, where there is one. */
export interface Remote {
  /** Whether a server answers; what is asked of it afterwards has this token. */
  look(token?: string): Promise<'none' | 'ready'>;
  /** Builds a plan; for a preview the page is one file and can be talked to. Long work tells its steps. */
  build(input: BuildInput, forPreview: boolean, onStep?: (step: string) => void): Promise<Built>;
  /** Sends a plan in pieces; gives pages as they come. Throws what `fetch` throws. */
  stream(job: RemoteStream, signal: AbortSignal): AsyncIterable<StreamLine>;
}

/** What is built. */
export interface BuildInput {
  readonly text: string;
  readonly settings: Settings;
}

/** The server beside this page. Where none answers, as on a static host, the page does without it. */
export function createRemote(): Remote {
  const api = (path: string) => new URL(`api/${path}`, document.baseURI);
  let headers: Readonly<Record<string, string>> = {};
  return {
    async look(given = '') {
      headers = given ? { authorization: `Bearer ${given}` } : {};
      const answer = await envelopeOf(fetch(api('health'), { headers }), () => {}).catch(() => undefined);
      return answer?.ok === true ? 'ready' : 'none';
    },
    async build(input, forPreview, onStep = () => {}) {
      const body = JSON.stringify(bodyOf(input, forPreview));
      const request = fetch(api('build'), {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json', accept: 'text/event-stream' },
        body,
      });
      try {
        return read(await envelopeOf(request, onStep), input);
      } catch {
        return { ...NOTHING, notice: NO_ANSWER };
      }
    },
    stream: (job, signal) => openRemoteStream(api('stream'), headers, job, signal),
  };
}

/** Said when a request came to nothing. */
export const NO_ANSWER = 'The server of the playground does not answer.';

/** Said while the server wants a token. */
export const LOCKED = 'The server wants its token: see the findings.';

const NOTHING: Built = { bundle: { files: [] }, findings: [], modules: [] };

interface Envelope {
  readonly ok: boolean;
  readonly data?: {
    readonly target: string;
    readonly entry: string;
    readonly csp: string;
    readonly files: readonly { readonly path: string; readonly text: string }[];
    readonly manifest: JsonObject;
    readonly diagnostics: readonly JsonDiagnostic[];
  };
  readonly code?: string;
  readonly message?: string;
  readonly diagnostics?: readonly JsonDiagnostic[];
}

/** A finding in the form `renderify-diagnostics/v1`. */
type JsonDiagnostic = Omit<Diagnostic, 'inside' | 'source'> & {
  readonly file?: string;
  readonly inside?: { readonly offset: number; readonly length: number };
};

async function envelopeOf(request: Promise<Response>, onStep: (step: string) => void): Promise<Envelope> {
  return (await readAnswer(await request, onStep)) as Envelope;
}

function bodyOf({ text, settings }: BuildInput, forPreview: boolean): object {
  const form = forPreview ? { target: 'single-file', expose: true } : { target: settings.target };
  return { plan: text, ...membersOf(settings), ...form };
}

function read({ ok, data, code, message, diagnostics = [] }: Envelope, { text }: BuildInput): Built {
  if (code === 'auth_denied') return { ...NOTHING, locked: true, notice: LOCKED };
  const found = data?.diagnostics ?? diagnostics;
  const findings = describeFindings(found.map(toDiagnostic), [{ name: 'plan.json', text }]);
  if (!ok || !data)
    return { ...NOTHING, findings, ...(findings.length === 0 && { notice: message ?? 'The server failed.' }) };
  const { files, entry, manifest } = data;
  const modules = (manifest['modules'] ?? []) as readonly JsonObject[];
  return { page: toPage(data), bundle: { files, entry, manifest }, findings, modules: modules.map(toLine) };
}

function toDiagnostic({ file, inside, ...one }: JsonDiagnostic): Diagnostic {
  return {
    ...one,
    related: [],
    ...(file !== undefined && file !== 'plan.json' && { source: file }),
    ...(inside && { inside: { start: inside.offset, end: inside.offset + inside.length } }),
  };
}

function toLine(module: JsonObject): ModuleLine {
  const { id, bytes, page, package: name, reaches = [] } = module;
  return {
    id: String(id),
    ...(typeof name === 'string' && { package: name }),
    bytes: Number(bytes),
    inPage: page === true,
    reaches: reaches as readonly string[],
  };
}
