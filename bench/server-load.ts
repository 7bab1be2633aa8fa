// A load generator in a process of its own: `server-load.ts <port> <connections> <requests> <same|different>`. Each
// connection sends its next request when the answer to the last one has come; prints one line of JSON.
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';

const [port, connections, requests, kind] = process.argv.slice(2);
const plan = JSON.parse(readFileSync('fixtures/plans/counter.json', 'utf8'));
const total = Number(requests);
const times: number[] = [];
let sent = 0;
let failed = 0;

const start = performance.now();
await Promise.all(Array.from({ length: Number(connections) }, drive));
const seconds = (performance.now() - start) / 1000;
times.sort((a, b) => a - b);
const at = (share: number): number => times[Math.floor(times.length * share)] ?? 0;
console.log(JSON.stringify({ perSecond: times.length / seconds, median: at(0.5), p99: at(0.99), failed }));

function request(number: number): string {
  const body = JSON.stringify({
    plan: kind === 'different' ? { ...plan, id: `counter-${process.pid}-${number}` } : plan,
  });
  const head = `POST /api/plan HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-type: application/json`;
  return `${head}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

function drive(): Promise<void> {
  return new Promise((done, fail) => {
    const socket = connect(Number(port), '127.0.0.1');
    let [text, began] = ['', 0];
    const next = (): void => {
      began = performance.now();
      if (sent < total) socket.write(request(sent++));
      else socket.end(done);
    };
    socket.setEncoding('latin1').on('connect', next).on('error', fail);
    socket.on('data', (chunk: string) => {
      text += chunk;
      const head = text.indexOf('\r\n\r\n');
      const length = /content-length: (\d+)/i.exec(text)?.[1];
      if (head < 0 || length === undefined || text.length < head + 4 + Number(length)) return;
      times.push(performance.now() - began);
      if (!text.startsWith('HTTP/1.1 200')) failed++;
      text = '';
      next();
    });
  });
}
