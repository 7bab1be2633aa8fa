import { dirname, join, resolve, sep } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Bundle } from '../../compiler/stages.ts';
import type { Compiled, Project } from './dev-plan.ts';

/** A plan as the server has it. */
export interface LivePlan {
  readonly name: string;
  readonly folder: string;
  /** Grows by one with each change of anything here. */
  readonly version: number;
  /** The last one that could be built. */
  readonly bundle: Bundle | undefined;
  /** The last compile, good or not. */
  readonly compiled: Compiled;
  /** Set while there is no such file. */
  readonly gone: boolean;
}

/** Something that a person should hear of. */
export type DevNotice =
  | { readonly kind: 'built' | 'refused' | 'gone'; readonly plan: LivePlan }
  /** It has another folder than before, because there are other plans beside it. */
  | { readonly kind: 'moved'; readonly plan: LivePlan }
  | { readonly kind: 'trouble'; readonly error: unknown };

/** All plans of a command, kept up to date. */
export interface DevSession {
  plans(): readonly LivePlan[];
  /** Every file that something was made of. */
  watched(): { readonly files: readonly string[]; readonly roots: readonly string[] };
  /** Takes notice of changed files; resolves when everything that depends on them is up to date. */
  changed(paths: ReadonlySet<string>): Promise<void>;
}

/** A file can be read in the middle of being written; what does not parse is read once more after so long. */
const HALF_SAVED_MS = 40;
const UNREADABLE = /^RF1/;
const MODULE = /\.(?:[cm]?[jt]sx?|css|json)$/;

/** Opens the project and compiles all of it. Throws what `open` throws, but only the first time. */
export async function createDevSession(
  open: () => Promise<Project>,
  notify: (notice: DevNotice) => void,
): Promise<DevSession> {
  let project = await open();
  const live = new Map<string, LivePlan>();
  let queue = Promise.resolve();

  const build = async (name: string, again: boolean): Promise<void> => {
    const before = live.get(name);
    const compiled = await compileWhole(project, name, again);
    if (compiled === 'gone') {
      if (before && !before.gone) publish({ ...before, gone: true }, 'gone');
      return;
    }
    if (before && !before.gone && isSame(before.compiled, compiled)) return;
    const bundle = compiled.bundle ?? before?.bundle;
    publish(
      { name, folder: folderOf(name), version: before?.version ?? 0, bundle, compiled, gone: false },
      compiled.bundle ? 'built' : 'refused',
    );
  };
  /** What is not there any more has no claim to a folder that another plan could have. */
  const folderOf = (name: string) =>
    project.plans.includes(name) ? project.folderOf(name) : name.replace(/\.json$/, '');
  const publish = (next: LivePlan, kind: 'built' | 'refused' | 'gone' | 'moved') => {
    const plan = { ...next, version: next.version + 1 };
    live.set(plan.name, plan);
    notify({ kind, plan });
  };
  const reopen = async () => {
    try {
      project = await open();
    } catch (error) {
      // That nothing is left has been said when it went.
      if (![...live.values()].every(({ gone }) => gone)) notify({ kind: 'trouble', error });
      return;
    }
    for (const plan of live.values()) {
      const folder = folderOf(plan.name);
      if (folder !== plan.folder) publish({ ...plan, folder }, 'moved');
    }
  };
  const update = async (paths: ReadonlySet<string>) => {
    const known = new Set([...live.values()].flatMap(({ name, gone }) => (gone ? [] : [resolve(name)])));
    const settings = new Set(project.settings);
    const isSetting = [...paths].some((path) => settings.has(path));
    const isNew = [...paths].some((path) => path.endsWith('.json') && !known.has(path));
    if (isSetting || isNew) await reopen();
    const names = new Set([...project.plans, ...live.keys()]);
    for (const name of names) {
      if (isSetting || dependsOn(name, live.get(name), paths))
        await build(name, true).catch((error) => notify({ kind: 'trouble', error }));
    }
  };
  for (const name of project.plans) await build(name, false);
  return {
    plans: () => [...live.values()],
    watched: () => ({
      files: [
        ...new Set([
          ...project.settings,
          ...[...live.values()].flatMap(({ name, compiled }) => [resolve(name), ...compiled.files]),
        ]),
      ],
      roots: project.roots,
    }),
    changed(paths) {
      queue = queue.then(() => update(paths)).catch((error) => notify({ kind: 'trouble', error }));
      return queue;
    },
  };
}

/** Of a plan that could not be built it is not known which modules it is waiting for. */
function dependsOn(name: string, plan: LivePlan | undefined, paths: ReadonlySet<string>): boolean {
  const path = resolve(name);
  if (!plan || paths.has(path) || plan.compiled.files.some((file) => paths.has(file))) return true;
  const folder = join(dirname(path), sep);
  return !plan.compiled.bundle && [...paths].some((one) => MODULE.test(one) && one.startsWith(folder));
}

async function compileWhole(project: Project, name: string, again: boolean): Promise<Compiled | 'gone'> {
  const first = await compileIfThere(project, name);
  if (!again || (first !== 'gone' && !isUnreadable(first))) return first;
  await wait(HALF_SAVED_MS);
  return compileIfThere(project, name);
}

async function compileIfThere(project: Project, name: string): Promise<Compiled | 'gone'> {
  try {
    return await project.compile(name);
  } catch (error) {
    if (isMissing(error)) return 'gone';
    throw error;
  }
}

function isUnreadable({ diagnostics }: Compiled): boolean {
  return diagnostics.some(({ code }) => UNREADABLE.test(code));
}

function isMissing(error: unknown): boolean {
  return (error as { readonly missing?: boolean }).missing === true;
}

/** Saving a file without changing it, or changing only its white space, is nothing to tell. */
function isSame(before: Compiled, after: Compiled): boolean {
  const text = ({ bundle, diagnostics, sources }: Compiled) =>
    JSON.stringify([bundle?.files, diagnostics, diagnostics.length > 0 && sources.map(({ text }) => text)]);
  return text(before) === text(after);
}
