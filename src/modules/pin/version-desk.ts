import { splitKey } from '../lock/lock.ts';
import { ModuleProblem } from '../problem.ts';
import { chooseVersions } from './choose-versions.ts';
import type { PackagePool } from './package-pool.ts';
import { readWanted, type Wanted } from './wanted.ts';

/**
 * Where versions are chosen: questions are put down, and answered together, so that neither the order of answers of a
 * registry nor that of plans makes a difference.
 */
export interface VersionDesk {
  /** The key that was chosen, or `pending` until `settle`; throws the ModuleProblem that came of the question. */
  ask(name: string, wanted: string): string | 'pending';
  /** Says that a version is in use, so that ranges that allow it take it. */
  use(key: string): void;
  settle(): Promise<void>;
}

/** A desk that takes versions from a pool's registries; none that is younger than `before`. */
export function createVersionDesk(pool: PackagePool, before: Date | undefined): VersionDesk {
  const answers = new Map<string, string | ModuleProblem>();
  const pending = new Map<string, Wanted>();
  const chosen = new Map<string, Set<string>>();
  const use = (key: string): void => {
    const { name, version } = splitKey(key);
    chosen.set(name, (chosen.get(name) ?? new Set()).add(version));
  };

  const answerAll = async (name: string, questions: readonly [string, Wanted][]): Promise<void> => {
    const packument = await pool.packument(name).catch(asProblem);
    const wanted = questions.map(([, one]) => one);
    const choices =
      packument instanceof ModuleProblem
        ? wanted.map(() => packument)
        : chooseVersions(packument, wanted, [...(chosen.get(name) ?? [])], before);
    for (const [i, [question]] of questions.entries()) {
      const choice = choices[i] as string | ModuleProblem;
      answers.set(question, typeof choice === 'string' ? `${name}@${choice}` : choice);
      if (typeof choice === 'string') use(`${name}@${choice}`);
    }
  };

  return {
    use,
    ask(name, wanted) {
      const question = `${name}@${wanted}`;
      const answer = answers.get(question);
      if (answer instanceof ModuleProblem) throw answer;
      if (answer !== undefined) return answer;
      pending.set(question, readWanted(name, wanted));
      return 'pending';
    },
    async settle() {
      const groups = new Map<string, [string, Wanted][]>();
      for (const question of [...pending].sort(([a], [b]) => (a < b ? -1 : 1)))
        groups.set(question[1].name, [...(groups.get(question[1].name) ?? []), question]);
      pending.clear();
      // Choices for one package depend on no other package, so they may be made as answers come.
      await Promise.all([...groups].map(([name, questions]) => answerAll(name, questions)));
      const keys = [...groups.values()].flat().map(([question]) => answers.get(question));
      await Promise.all(
        keys.map((key) => (typeof key === 'string' ? pool.open(key).catch(() => undefined) : undefined)),
      );
    },
  };
}

function asProblem(error: unknown): ModuleProblem {
  if (error instanceof ModuleProblem) return error;
  throw error;
}
