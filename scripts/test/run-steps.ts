import { spawn } from 'node:child_process';
import { execPath } from 'node:process';

/** One process of the test run. */
export interface Step {
  readonly name: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** A file of tests, which says how many it has; anything else is one test. */
  readonly tests?: true;
}

/** How a step ended and how many tests that were. */
export interface Outcome {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  readonly output: string;
  readonly seconds: number;
}

const LIMIT = 15 * 60_000;

/** Runs steps, `lanes` at a time in their order, and tells of each when it is done. */
export async function runSteps(
  steps: readonly Step[],
  lanes: number,
  tell: (outcome: Outcome) => void,
): Promise<Outcome[]> {
  const waiting = [...steps];
  const outcomes: Outcome[] = [];
  const lane = async (): Promise<void> => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const outcome = await runStep(step);
      outcomes.push(outcome);
      tell(outcome);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return outcomes;
}

async function runStep({ name, args, env = {}, tests }: Step): Promise<Outcome> {
  const start = performance.now();
  const { code, output } = await runNode(args, env);
  const good = code === 0;
  const { passed, failed } = tests ? countTests(output, good) : { passed: good ? 1 : 0, failed: good ? 0 : 1 };
  return { name, passed, failed, output, seconds: (performance.now() - start) / 1000 };
}

function runNode(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(execPath, args, {
      env: { ...process.env, NO_COLOR: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: LIMIT,
    });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', (error) => resolve({ code: 1, output: String(error) }));
    child.on('close', (code) => resolve({ code, output: Buffer.concat(chunks).toString() }));
  });
}

/** uvu prints `Total:` and `Passed:`. A file that prints neither has run nothing, which is a failure. */
function countTests(output: string, good: boolean): { passed: number; failed: number } {
  const total = sum(output, /^\s*Total:\s+(\d+)/gm);
  if (total === undefined) return { passed: 0, failed: 1 };
  const passed = sum(output, /^\s*Passed:\s+(\d+)/gm) ?? 0;
  const skipped = sum(output, /^\s*Skipped:\s+(\d+)/gm) ?? 0;
  const failed = total - passed - skipped;
  return { passed, failed: good ? failed : Math.max(1, failed) };
}

function sum(output: string, pattern: RegExp): number | undefined {
  const numbers = [...output.matchAll(pattern)].map(([, digits]) => Number(digits));
  return numbers.length === 0 ? undefined : numbers.reduce((total, number) => total + number, 0);
}
