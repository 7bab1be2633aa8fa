import { env } from 'node:process';
import { closeOnSignals } from '../../studio/http/close-on-signals.ts';
import type { Limits } from '../../studio/server/limits.ts';
import { startPlayground } from '../../studio/server/start-playground.ts';
import type { Invocation, Options } from '../commands/command.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { EnvironmentError, systemCode, systemReason, UsageError } from '../failures.ts';
import { createFindingsReport } from '../findings-report.ts';
import { reportInputs } from '../job.ts';
import { openInBrowser } from '../open-in-browser.ts';
import { givenCount, givenSwitch, givenText } from '../settings/given.ts';
import { prepareCompile } from '../settings/prepare.ts';
import { readConfig } from '../settings/read-config.ts';
import type { Terminal } from '../terminal.ts';
import { exportPages } from './export-pages.ts';
import { readPages } from './read-pages.ts';
import { PLAN, type WorkerSettings, workerFile } from './worker-settings.ts';

const DEFAULT_PORT = 4400;
const ATTEMPTS = 20;
const LOOPBACK = /^(?:127(?:\.\d+){3}|::1|localhost)$/;

/** `renderify playground`: serves until a signal comes, or writes the pages and ends. */
export async function runPlayground({ args, options, terminal }: Invocation): Promise<ExitCode> {
  const folder = givenText(options, 'export');
  if (folder !== undefined && givenSwitch(options, 'open'))
    throw new UsageError('`--export` and `--open` exclude each other.');
  if (folder !== undefined) return exportPages(folder, args, terminal);
  const prepared = prepareCompile(options, readConfig(givenText(options, 'config')));
  const report = createFindingsReport(options, terminal);
  if (!reportInputs(prepared, report)) return report.finish('note');
  const { host: _, ...compileOptions } = prepared.optionsFor(PLAN);
  const data: WorkerSettings = { compileOptions, options, allowProfiles: givenSwitch(options, 'allow-profiles') };
  const [host, token] = [
    givenText(options, 'host') ?? '127.0.0.1',
    givenText(options, 'token') ?? env['RENDERIFY_TOKEN'],
  ];
  if (!LOOPBACK.test(host) && !token) terminal.note(OPEN_TO_ALL);
  const serving = await listen({
    ...portOf(args),
    host,
    token: token || undefined,
    debug: givenSwitch(options, 'debug'),
    limits: limitsOf(options),
    worker: { filename: workerFile(), data },
    pages: readPages,
    log: (line) => terminal.note(`renderify: ${line}\n`),
  });
  sayWhere(serving, portOf(args).port, terminal);
  if (givenSwitch(options, 'open')) openInBrowser(serving.url, terminal);
  await closeOnSignals(serving.close);
  return exitCodes.good;
}

const OPEN_TO_ALL =
  'renderify: everybody who reaches this address can compile plans here.\n  help: Name a `--token`, or leave out `--host`.\n';

function sayWhere({ url, port }: { url: string; port: number }, wanted: number, terminal: Terminal): void {
  if (wanted !== 0 && port !== wanted) terminal.note(`Port ${wanted} is taken; this is ${port}.\n`);
  terminal.result(`Playground at ${url}\n`);
}

async function listen(settings: Parameters<typeof startPlayground>[0]) {
  try {
    return await startPlayground(settings);
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    const reason = systemCode(error) === 'EADDRINUSE' ? 'all ports that were tried are taken' : systemReason(error);
    throw new EnvironmentError(`The server cannot listen on \`${settings.host}\`: ${reason}.`);
  }
}

function portOf([given]: readonly string[]): { readonly port: number; readonly attempts: number } {
  if (given === undefined) return { port: DEFAULT_PORT, attempts: ATTEMPTS };
  const port = Number(given);
  if (!/^\d{1,5}$/.test(given) || port > 65_535)
    throw new UsageError(`\`${given}\` is no port.`, 'A port is a number from 0 to 65535; 0 takes any that is free.');
  return { port, attempts: port === 0 ? 1 : ATTEMPTS };
}

function limitsOf(options: Options): Partial<Limits> {
  const [seconds, workers] = [givenCount(options, 'time-limit'), givenCount(options, 'workers')];
  if (seconds === 0 || workers === 0) throw new UsageError('`--time-limit` and `--workers` must be at least 1.');
  return {
    ...(seconds !== undefined && { compileTime: seconds * 1000 }),
    ...(workers !== undefined && { quickWorkers: workers, slowWorkers: Math.max(2, workers) }),
  };
}
