import type { Report } from '../../diagnostics/define.ts';
import { quote } from '../../diagnostics/quote.ts';
import type { GraphLimits } from '../../plan/modules/graph.ts';
import { moduleFindings } from '../findings.ts';
import { ModuleProblem } from '../problem.ts';
import { createDraft, idOf, type Location, type ModuleDraft, wayTo } from './module-draft.ts';
import { readModule } from './read-module.ts';
import { importedLocation, targetLocation } from './resolve-import.ts';
import { readyToScan, type ScannedImport } from './scan.ts';
import type { GraphSource } from './walk-types.ts';

/** What a walk begins with: a specifier of the plan and the place that names it. */
export interface WalkEntry {
  readonly specifier: string;
  readonly pointer: string;
}

/** Everything that was reached; `entries` are specifiers to ids. */
export interface WalkResult {
  readonly entries: Readonly<Record<string, string>>;
  readonly modules: ReadonlyMap<string, ModuleDraft>;
}

/** A question that waits for its answer. */
interface Waiting {
  readonly from: ModuleDraft | undefined;
  readonly pointer: string;
  readonly specifier: string;
  readonly scanned: ScannedImport | undefined;
}

/** Walks from the plan's specifiers to everything they lead to; `undefined` after an error was reported. */
export async function walkGraph(
  requests: readonly WalkEntry[],
  source: GraphSource,
  limits: GraphLimits,
  report: Report,
  signal?: AbortSignal,
): Promise<WalkResult | undefined> {
  await readyToScan();
  const walk = createWalk(source, limits, report, signal);
  let open: Waiting[] = requests.map((one) => ({ ...one, from: undefined, scanned: undefined }));
  while (open.length > 0) {
    const pending = await walk.follow(open);
    if (walk.stopped()) return undefined;
    if (pending.length > 0) await source.settle();
    open = pending;
  }
  return walk.failed() ? undefined : { entries: walk.entries, modules: walk.modules };
}

function createWalk(source: GraphSource, limits: GraphLimits, report: Report, signal: AbortSignal | undefined) {
  const modules = new Map<string, ModuleDraft>();
  const entries: Record<string, string> = Object.create(null);
  let [bytes, failed, stopped] = [0, false, false];

  const fail = (problem: unknown, from: ModuleDraft | undefined, pointer: string): void => {
    if (!(problem instanceof ModuleProblem)) throw problem;
    const { finding, message, help, severity } = problem;
    failed ||= (severity ?? finding.severity) === 'error';
    const way = from ? ` (${wayTo(from)})` : '';
    report(finding, { pointer, message: message.replace(/\.$/, `${way}.`), help, ...(severity && { severity }) });
  };

  const stop = (problem: ModuleProblem, at: ModuleDraft): void => {
    stopped = true;
    fail(problem, at.from, at.pointer);
  };

  /** Reads one module and gives what it asks for. */
  const enter = async (draft: ModuleDraft): Promise<Waiting[]> => {
    const imports = await readModule(draft, source, limits.moduleBytes);
    bytes += draft.bytes;
    const over = overLimit(modules.size, bytes, limits);
    if (over) stop(over, draft);
    return imports.map((scanned) => ({ from: draft, pointer: draft.pointer, specifier: scanned.specifier, scanned }));
  };

  const reach = (location: Location, { from, pointer, specifier }: Waiting, queue: ModuleDraft[]): void => {
    const id = idOf(location);
    if (!modules.has(id)) {
      const draft = createDraft(location, from, pointer);
      modules.set(id, draft);
      queue.push(draft);
    }
    (from?.imports ?? entries)[specifier] = id;
  };

  const locate = async ({ from, specifier, scanned }: Waiting): Promise<Location | 'pending' | undefined> =>
    from && scanned ? importedLocation(from, scanned, source) : targetLocation(source.ask(specifier), source);

  return {
    modules,
    entries,
    failed: () => failed,
    stopped: () => stopped,
    /** Follows questions as far as they have answers; the others come back. */
    async follow(open: readonly Waiting[]): Promise<Waiting[]> {
      const pending: Waiting[] = [];
      const queue: ModuleDraft[] = [];
      const answer = async (question: Waiting): Promise<void> => {
        try {
          const location = await locate(question);
          if (location === 'pending') pending.push(question);
          else if (location) reach(location, question, queue);
        } catch (problem) {
          fail(problem, question.from, question.pointer);
        }
      };
      for (const question of open) await answer(question);
      for (const draft of queue) {
        signal?.throwIfAborted();
        try {
          for (const question of await enter(draft)) await answer(question);
        } catch (problem) {
          fail(problem, draft.from, draft.pointer);
        }
        if (stopped) return [];
      }
      return pending;
    },
  };
}

function overLimit(modules: number, bytes: number, limits: GraphLimits): ModuleProblem | undefined {
  const help = 'Import a smaller part of the package, or raise the limit in renderify.policy.json.';
  if (modules > limits.graphModules) {
    const message = `The plan leads to more than ${quote(String(limits.graphModules))} modules.`;
    return new ModuleProblem(moduleFindings.maxGraphModules, message, help);
  }
  if (bytes <= limits.graphBytes) return undefined;
  const message = `The modules of the plan have more than ${quote(String(limits.graphBytes))} bytes together.`;
  return new ModuleProblem(moduleFindings.maxGraphBytes, message, help);
}
