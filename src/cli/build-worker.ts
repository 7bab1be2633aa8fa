import { workerData } from 'node:worker_threads';
import { createPlanWorker, type PlanWorker, type WorkerSettings } from './many/plan-worker.ts';

/** Builds some plans; the pool of threads calls it. */
export const work: PlanWorker = createPlanWorker(workerData as WorkerSettings);
