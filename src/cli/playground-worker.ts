import { workerData } from 'node:worker_threads';
import { createTasks } from '../studio/server/tasks/create-tasks.ts';
import type { Task, TaskResult, TaskTerms } from '../studio/server/tasks/task.ts';
import { createHost } from './host.ts';
import { probePlan } from './modules/probe.ts';
import { openPinningHost } from './playground/pinning-host.ts';
import type { WorkerSettings } from './playground/worker-settings.ts';

const { compileOptions, options, allowProfiles } = workerData as WorkerSettings;
const host = createHost();
const locked = openPinningHost({ ...options, offline: true });
const pinning = openPinningHost(options);

const tasks = createTasks({
  options: compileOptions,
  allowProfiles,
  // What no manifest and no lock says is pinned in memory, where the policy allows that.
  host: (progress) => ({ ...host, isLocked: () => true, modules: pinning(progress) }),
  probe: (source, asked) => probePlan(source, { ...asked, host: { ...host, isLocked: () => true, modules: locked() } }),
});

/** Does one task of the playground's server; the pool of threads calls it. */
export default function runTask({ task, terms }: { task: Task; terms: TaskTerms }): Promise<TaskResult> {
  return tasks(task, terms);
}
