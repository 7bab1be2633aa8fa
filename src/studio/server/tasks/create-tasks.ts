import type { CompilerHost } from '../../../compiler/host.ts';
import type { CompileOptions, PlanSource } from '../../../compiler/stages.ts';
import { type Answer, failure } from '../answer.ts';
import { ApiError } from '../api-error.ts';
import { createCeiling } from './ceiling.ts';
import { buildTask, planTask, probeTask } from './compile-tasks.ts';
import { eventTask } from './event-task.ts';
import { reportingHost } from './reporting-host.ts';
import { finishTask, previewTask } from './stream-tasks.ts';
import type { Progress, Task, TaskResult, TaskTerms } from './task.ts';

/** What a worker is given by whoever starts it. */
export interface Surroundings {
  /** The server's own options; those of a request come on top. */
  readonly options: CompileOptions;
  /** Whether requests may name any profile. */
  readonly allowProfiles: boolean;
  /** The outside world of one compile. */
  host(progress: (step: Progress) => void): Partial<CompilerHost>;
  /** Says whether a plan can be built (`renderify-probe/v1`). */
  probe(source: PlanSource, options: CompileOptions): Promise<object>;
}

/** What every kind of task works with. */
export interface Desk {
  /** The options of a compile: the server's, then the request's. Throws an ApiError when these ask for too much. */
  optionsFor(asked: CompileOptions): CompileOptions;
  readonly surroundings: Surroundings;
}

/** Makes the function that does the tasks of one worker, one after another; it never throws for what a request says. */
export function createTasks(surroundings: Surroundings): (task: Task, terms: TaskTerms) => Promise<TaskResult> {
  const assertAllowed = createCeiling(surroundings.options, surroundings.allowProfiles);
  return async (task, { began, quick, progress }) => {
    Atomics.store(began, 0, 1);
    const tooSlow = new AbortController();
    const say = (step: Progress): void => progress?.postMessage(step);
    const host = reportingHost(surroundings.host(say), say, quick ? tooSlow : undefined);
    const desk: Desk = {
      surroundings,
      optionsFor(asked) {
        assertAllowed(asked);
        return { ...surroundings.options, ...asked, host, signal: tooSlow.signal };
      },
    };
    try {
      say({ step: 'compile' });
      return { kind: 'answer', ...(await run(task, desk)) };
    } catch (error) {
      if (tooSlow.signal.aborted) return { kind: 'slow' };
      return { kind: 'answer', ...answerTo(error) };
    } finally {
      progress?.postMessage('end');
      progress?.close();
    }
  };
}

function run(task: Task, desk: Desk): Promise<Answer> {
  switch (task.kind) {
    case 'plan':
      return planTask(task.body, desk);
    case 'build':
      return buildTask(task.body, task.zip, desk);
    case 'probe':
      return probeTask(task.body, desk);
    case 'event':
      return eventTask(task.body, task.seed, desk);
    case 'preview':
      return previewTask(task.stream, desk);
    case 'finish':
      return finishTask(task.stream, desk);
  }
}

/** Nothing of what went wrong inside is for the client. */
function answerTo(error: unknown): Answer & { readonly lasting?: boolean } {
  if (!(error instanceof ApiError)) return failure('internal_error', 'The server failed at this request.');
  const lasting = error.code === 'validation_denied' || error.code === 'policy_denied';
  return { ...failure(error.code, error.message, error.details), lasting: lasting && !error.details.retryAfter };
}
