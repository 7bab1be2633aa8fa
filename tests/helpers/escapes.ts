import { createSocket } from 'node:dgram';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pathToFileURL } from 'node:url';

/** Attempts to get out, by name; each is given an address of its own. */
export type Attempts = Readonly<Record<string, (url: string) => unknown>>;

const fileOf = (group: string) => `fixtures/escapes/${group}.js`;

/** The attempts of a group, to read their names. */
export async function attemptsOf(group: string): Promise<Attempts> {
  return ((await import(pathToFileURL(fileOf(group)).href)) as { default: Attempts }).default;
}

/**
 * A component that makes the attempts of a group at its first call, and shows what came back by name as JSON at every call;
 * `only` names those to make.
 */
export function attemptingModule(group: string): string {
  return `${tableOf(group)}
const results = {};
const begun = {};
export default async ({ base, only }) => {
  if (!begun[only]) begin(base, only);
  begun[only] = true;
  for (let i = 0; i < 500; i++) await null;
  return JSON.stringify(results);
};
${BEGIN}`;
}

/** A component that gives what one attempt gives: its result is the output. */
export function givingModule(group: string): string {
  return `${tableOf(group)}
export default async ({ base, only }) => attempts[only](base + encodeURIComponent(only));`;
}

/** The same as a script for a page or worker without any protection; the results are in \`results\`. */
export function control(group: string, base: string, only?: readonly string[]): string {
  return `${tableOf(group)}
var results = {};
${BEGIN}
begin(${JSON.stringify(base)}, ${JSON.stringify(only ?? null)});`;
}

function tableOf(group: string): string {
  return readFileSync(fileOf(group), 'utf8').replace('export default {', 'const attempts = {');
}

const BEGIN = `const begin = (base, only) => {
  for (const name of only ?? Object.keys(attempts)) {
    try {
      Promise.resolve(attempts[name](base + encodeURIComponent(name))).then(
        (value) => { if (value) results[name] = String(value).slice(0, 80); },
        () => {},
      );
    } catch {}
  }
};`;

/** A server of somebody else, that counts whatever reaches it. */
export interface Outside {
  readonly base: string;
  /** Names of attempts whose address was asked for. */
  hits(): string[];
  connections(): number;
  packets(): number;
  reset(): void;
  close(): Promise<void>;
}

/** Starts it on loopback, with a UDP socket on the same port. */
export async function startOutside(): Promise<Outside> {
  const names = new Set<string>();
  let connections = 0;
  let packets = 0;
  const server = createServer((request, response) => {
    names.add(decodeURIComponent((request.url ?? '').replace('/hit/', '')));
    response.writeHead(204, { 'Access-Control-Allow-Origin': '*' }).end();
  });
  server.on('connection', () => connections++);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const socket = createSocket('udp4');
  socket.on('message', () => packets++);
  await new Promise<void>((done) => socket.bind(port, '127.0.0.1', done));
  return {
    base: `http://127.0.0.1:${port}/hit/`,
    hits: () => [...names].sort(),
    connections: () => connections,
    packets: () => packets,
    reset() {
      names.clear();
      connections = 0;
      packets = 0;
    },
    async close() {
      socket.close();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
