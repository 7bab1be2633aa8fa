import { createCompiler } from '../../compiler/create-compiler.ts';
import { createDevSession, type DevNotice } from '../../studio/dev/dev-session.ts';
import { watchFiles } from '../../studio/dev/watch-files.ts';
import { closeOnSignals } from '../../studio/http/close-on-signals.ts';
import type { Invocation } from '../commands/command.ts';
import type { BuiltPlan } from '../compile-plans.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import type { Job } from '../job.ts';
import { openProject } from './open-project.ts';
import { printRebuild } from './rebuild-line.ts';
import { tellTrouble } from './tell-trouble.ts';

/** Writes what was built; `shown` is the output folder as messages name it. */
export type WriteBuilt = (
  built: readonly BuiltPlan[],
  job: Job,
) => { readonly shown: string; readonly written: boolean };

/** Builds, and builds again what changes, until the process is asked to end. What was good last stays on disk. */
export async function watchBuild({ args, options, terminal }: Invocation, write: WriteBuilt): Promise<ExitCode> {
  const compiler = createCompiler();
  const open = async () => {
    const project = await openProject({ args, options, compiler, always: {} });
    job = project.job;
    return project;
  };
  let job: Job | undefined;
  let printed = Promise.resolve();
  let stale = false;
  const notify = (notice: DevNotice) => {
    stale ||= notice.kind === 'built';
    printed = printed.then(() =>
      notice.kind === 'trouble' ? tellTrouble(notice.error, terminal) : printRebuild(notice.plan, options, terminal),
    );
  };
  const session = await createDevSession(open, notify);
  const writeAll = () => {
    const built = session
      .plans()
      .flatMap(({ name, bundle, gone, compiled: { milliseconds } }) =>
        bundle && !gone ? [{ plan: name, bundle, milliseconds }] : [],
      );
    if (!stale || !job) return;
    stale = false;
    try {
      const { shown, written } = write(built, job);
      if (written) terminal.note(`Written to ${shown}\n`);
    } catch (error) {
      tellTrouble(error, terminal);
    }
  };
  const follow = () => watcher.follow(session.watched().files, session.watched().roots);
  const watcher = watchFiles(
    (paths) =>
      void session.changed(paths).then(async () => {
        await printed;
        writeAll();
        follow();
      }),
  );
  const ended = closeOnSignals(() => watcher.close());
  await Promise.all([follow(), printed]);
  writeAll();
  terminal.note('Watching for changes (Ctrl+C ends it)\n');
  await ended;
  compiler.dispose();
  return exitCodes.good;
}
