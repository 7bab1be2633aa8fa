import { createCompiler } from '../../compiler/create-compiler.ts';
import { createDevSession, type DevNotice, type LivePlan } from '../../studio/dev/dev-session.ts';
import { watchFiles } from '../../studio/dev/watch-files.ts';
import { closeOnSignals } from '../../studio/http/close-on-signals.ts';
import type { Invocation } from '../commands/command.ts';
import type { BuiltPlan } from '../compile-plans.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { createFindingsReport } from '../findings-report.ts';
import type { Job } from '../job.ts';
import { openProject } from './open-project.ts';
import { createRebuildLog } from './rebuild-log.ts';
import { tellTrouble } from './tell-trouble.ts';

/** Writes what was built, and says so. */
export type WriteBuilt = (built: readonly BuiltPlan[], job: Job) => Promise<void>;

/**
 * Builds, and builds again what changes, until the process is asked to end. What was good last stays on disk. Throws what
 * `build` throws, but only the first time.
 */
export async function watchBuild({ args, options, terminal }: Invocation, write: WriteBuilt): Promise<ExitCode> {
  const start = Date.now();
  const compiler = createCompiler();
  let job: Job | undefined;
  const open = async () => {
    const project = await openProject({ args, options, compiler, always: {} });
    job = project.job;
    return project;
  };
  const log = createRebuildLog(options, terminal);
  let stale = false;
  const session = await createDevSession(open, (notice: DevNotice) => {
    stale ||= notice.kind === 'built' || notice.kind === 'moved';
    log.add(notice);
  });
  const isHeldBack = (plans: readonly LivePlan[]) => {
    const report = createFindingsReport(options, terminal);
    for (const { name, compiled } of plans) report.add(compiled.diagnostics, { name, text: '' });
    return report.tooManyWarnings();
  };
  const writeAll = async () => {
    await log.printed();
    const plans = session.plans().filter(({ name, gone }) => !gone && job?.plans.includes(name));
    const built = plans.flatMap(({ name, bundle, compiled: { diagnostics, milliseconds } }) =>
      bundle ? [{ plan: name, bundle, warnings: diagnostics.length, milliseconds }] : [],
    );
    if (!stale || !job || built.length === 0 || isHeldBack(plans)) return;
    stale = false;
    await write(built, job);
  };
  await writeAll();
  const follow = () => watcher.follow(session.watched().files, session.watched().roots);
  const update = async (paths: ReadonlySet<string>) => {
    await session.changed(paths);
    await writeAll().catch((error) => tellTrouble(error, terminal));
    await follow();
  };
  const watcher = watchFiles((paths) => void update(paths), start);
  const ended = closeOnSignals(() => watcher.close());
  await follow();
  terminal.note('Watching for changes (Ctrl+C ends it)\n');
  await ended;
  compiler.dispose();
  return exitCodes.good;
}
