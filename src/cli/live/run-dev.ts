import { createCompiler } from '../../compiler/create-compiler.ts';
import { createDevApp } from '../../studio/dev/dev-app.ts';
import { createDevSession, type DevNotice, type LivePlan } from '../../studio/dev/dev-session.ts';
import { createEventHub } from '../../studio/dev/event-hub.ts';
import { watchFiles } from '../../studio/dev/watch-files.ts';
import { closeOnSignals } from '../../studio/http/close-on-signals.ts';
import { type Serving, serve } from '../../studio/http/serve.ts';
import type { Invocation } from '../commands/command.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { EnvironmentError, systemReason, UsageError } from '../failures.ts';
import { openInBrowser } from '../open-in-browser.ts';
import { givenSwitch, givenText } from '../settings/given.ts';
import type { Terminal } from '../terminal.ts';
import { openProject } from './open-project.ts';
import { createRebuildLog } from './rebuild-log.ts';

const FIRST_PORT = 5757;
const PORTS = 50;

/** Serves plans and keeps their pages up to date, until the process is asked to end. */
export async function runDev({ args, options, terminal }: Invocation): Promise<ExitCode> {
  const wanted = portOf(givenText(options, 'port'));
  const host = givenText(options, 'host') ?? '127.0.0.1';
  const start = Date.now();
  const compiler = createCompiler();
  const always = { target: 'site', expose: true } as const;
  const hub = createEventHub<LivePlan>();
  const log = createRebuildLog(options, terminal);
  const notify = (notice: DevNotice) => {
    if (notice.kind !== 'trouble') hub.send(notice.plan);
    log.add(notice);
  };
  const session = await createDevSession(() => openProject({ args, options, compiler, always }), notify);
  let port = wanted;
  const editor = givenText(options, 'editor') ?? 'vscode://file/{file}:{line}:{column}';
  const app = createDevApp({ session, hub, editor, own: { host, port: () => port } });
  const serving = await listen(app, host, wanted, () => hub.close());
  port = serving.port;
  const follow = () => watcher.follow(session.watched().files, session.watched().roots);
  const watcher = watchFiles((paths) => void session.changed(paths).then(follow), start);
  const ended = closeOnSignals(async () => {
    await Promise.all([watcher.close(), serving.close()]);
    compiler.dispose();
  });
  await Promise.all([follow(), log.printed()]);
  announce(serving, session.plans().length, wanted, terminal);
  if (givenSwitch(options, 'open')) openInBrowser(serving.url, terminal);
  await ended;
  return exitCodes.good;
}

async function listen(
  app: Parameters<typeof serve>[0],
  host: string,
  port: number,
  onClose: () => void,
): Promise<Serving> {
  try {
    return await serve(app, { host, port, attempts: port === 0 ? 1 : PORTS, onClose });
  } catch (error) {
    throw new EnvironmentError(`The address ${host}:${port} cannot be used: ${systemReason(error) ?? String(error)}.`);
  }
}

function announce({ url, port }: Serving, plans: number, wanted: number, terminal: Terminal): void {
  if (wanted !== 0 && port !== wanted) terminal.note(`Port ${wanted} is taken; this is ${port}.\n`);
  terminal.note(`Serving ${plans === 1 ? 'the plan' : `${plans} plans`} at ${url} (Ctrl+C ends it)\n`);
}

function portOf(text: string | undefined): number {
  if (text === undefined) return FIRST_PORT;
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new UsageError(`\`${text}\` is no port.`, 'Ports are numbers from 0 to 65535; 0 takes any that is free.');
}
