import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { execPath } from 'node:process';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Limits } from '../../src/studio/server/limits.ts';
import { openapi } from '../../src/studio/server/openapi/document.ts';
import { type PlaygroundSettings, startPlayground } from '../../src/studio/server/start-playground.ts';
import { PROGRAM } from './cli.ts';

/** An answer of the API, held against the OpenAPI document. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: the document says what is in it
  readonly body: any;
  readonly bytes: Uint8Array;
}

/** A server that listens. */
export interface Playground {
  readonly url: string;
  readonly port: number;
  /** Sends a request; the answer must be one that the document allows for this path and status. */
  ask(path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answered>;
  /** What comes back for these very bytes, until the server closes the connection or says nothing for a while. */
  raw(text: string, pause?: number): Promise<string>;
  close(): Promise<void>;
}

/** The program itself, as a process, on a free port. */
export async function spawnPlayground(
  args: readonly string[] = [],
  options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>>; readonly online?: boolean } = {},
): Promise<Playground & { readonly ended: Promise<number | null> }> {
  const { PATH = '', HOME = '' } = process.env;
  const words = ['playground', '0', ...(options.online ? [] : ['--offline']), ...args];
  const child = spawn(execPath, [PROGRAM, ...words], {
    cwd: options.cwd,
    env: { PATH, HOME, ...options.env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  const [line] = await once(child.stdout, 'data');
  const url = /http:\S+/.exec(String(line))?.[0] ?? '';
  const close = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
  };
  return { ended, ...client(url), close: register(close) };
}

/** The same server in this process, with limits of the test's own; its workers are those of the package. */
export async function openPlayground(
  limits: Partial<Limits>,
  settings: Partial<PlaygroundSettings> = {},
): Promise<Playground> {
  const data = { compileOptions: { profile: 'trusted' }, options: { offline: true }, allowProfiles: false };
  const serving = await startPlayground({
    host: '127.0.0.1',
    port: 0,
    limits: { quickWorkers: 2, ...limits },
    worker: { filename: PROGRAM.replace(/cli\.js$/, 'worker.js'), data },
    pages: () => new Map(),
    log: (line) => console.error(line),
    ...settings,
  });
  return { ...client(serving.url), close: register(serving.close) };
}

const open = new Set<() => Promise<void>>();

/** Closes what a test that failed has left open. */
export async function closePlaygrounds(): Promise<void> {
  await Promise.all([...open].map((close) => close()));
}

function register(close: () => Promise<void>): () => Promise<void> {
  const once = async (): Promise<void> => {
    if (open.delete(once)) await close();
  };
  open.add(once);
  return once;
}

function client(url: string): Omit<Playground, 'close'> {
  const port = Number(new URL(url).port);
  return {
    url,
    port,
    async ask(path, body, headers = {}) {
      const method = body === undefined ? 'GET' : 'POST';
      const text = typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
      const response = await fetch(new URL(path, url), { method, headers, ...(text !== undefined && { body: text }) });
      const bytes = new Uint8Array(await response.arrayBuffer());
      const type = (response.headers.get('content-type') ?? '').replace(/;.*/, '');
      const answered = read(new TextDecoder().decode(bytes), type);
      for (const one of type === LINES ? (answered as unknown[]) : [answered])
        if (path.startsWith('/api/')) assertDescribed(path, method, response.status, type, one);
      return { status: response.status, headers: response.headers, body: answered, bytes };
    },
    raw: (text, pause = 500) => speak(port, text, pause),
  };
}

const LINES = 'application/x-ndjson';

function read(text: string, type: string): unknown {
  if (type === LINES)
    return text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  return type === 'application/json' ? JSON.parse(text) : text;
}

function speak(port: number, text: string, pause: number): Promise<string> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1', () => void socket.write(text, 'latin1'));
    let heard = '';
    socket.setTimeout(pause, () => socket.destroy());
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      heard += chunk;
    });
    socket.on('error', () => undefined).on('close', () => done(heard));
  });
}

const ajv = new Ajv2020.default({ strict: false, allErrors: false });
addFormats.default(ajv);
ajv.addSchema({ $id: 'api', ...openapi });

/** Holds an answer against what the document says of it. */
export function assertDescribed(path: string, method: string, status: number, type: string, body: unknown): void {
  const paths = openapi.paths as Readonly<Record<string, Readonly<Record<string, { readonly responses: object }>>>>;
  const operation = paths[path]?.[method.toLowerCase()];
  const pointer = operation
    ? `/paths/${path.replaceAll('/', '~1')}/${method.toLowerCase()}/responses/${status}/content/${type.replace('/', '~1')}/schema`
    : '/components/schemas/Failure';
  const validate = ajv.getSchema(`api#${pointer}`);
  if (!validate) throw new Error(`the document has no ${type} for ${method} ${path} ${status}`);
  if (!validate(body)) throw new Error(`${method} ${path} ${status}: ${ajv.errorsText(validate.errors)}`);
}

/** Holds a value against one of the document's schemas. */
export function assertSchema(name: keyof typeof openapi.components.schemas, value: unknown): void {
  const validate = ajv.getSchema(`api#/components/schemas/${name}`);
  if (!validate?.(value)) throw new Error(`${name}: ${ajv.errorsText(validate?.errors)}`);
}
