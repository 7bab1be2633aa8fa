import { type ChildProcess, spawn } from 'node:child_process';
import { execPath } from 'node:process';
import { PROGRAM } from './cli.ts';

/** The program as it goes on, with what it has said so far. */
export interface Running {
  readonly url: string;
  said(): string;
  /** Resolves when it has said something that matches, after the given length of what it said before. */
  hear(pattern: RegExp, after?: number): Promise<void>;
  end(): Promise<number | null>;
}

/** Starts the program and waits until it has said what `ready` matches. */
export async function startDev(
  cwd: string,
  args: string[],
  command = 'dev',
  ready = /http:\S+/,
  path = process.env['PATH'] ?? '',
): Promise<Running> {
  const { HOME = '' } = process.env;
  const child = spawn(execPath, [PROGRAM, ...command.split(' '), ...args], {
    cwd,
    env: { PATH: path, HOME, NO_COLOR: '1' },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (more: string) => (text += more));
  const hear = (pattern: RegExp, after = 0) =>
    heard(
      child,
      () => pattern.test(text.slice(after)),
      () => text,
    );
  await hear(ready);
  const ended = new Promise<number | null>((done) => child.once('exit', (code) => done(code)));
  return {
    url: /http:\S+/.exec(text)?.[0] ?? '',
    said: () => text,
    hear,
    end() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

function heard(child: ChildProcess, isThere: () => boolean, said: () => string): Promise<void> {
  return new Promise((done, fail) => {
    const streams = [child.stdout, child.stderr];
    const finish = (end: () => void) => {
      clearTimeout(late);
      child.off('exit', stop);
      for (const stream of streams) stream?.off('data', look);
      end();
    };
    const look = () => isThere() && finish(done);
    const stop = () => finish(() => fail(new Error(`It ended: ${said()}`)));
    const late = setTimeout(() => finish(() => fail(new Error(`It said only: ${said()}`))), 15_000);
    for (const stream of streams) stream?.on('data', look);
    child.once('exit', stop);
    look();
  });
}
