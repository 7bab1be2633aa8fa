import { evaluate, type Scope } from '../../plan/evaluate.ts';
import type { Expr } from '../../plan/expr.ts';
import type { Json, JsonObject } from '../../plan/types.ts';
import type { Isolation } from '../host.ts';

/** One call for the engine: a component node, or the plan's source as the page. */
export interface Call {
  readonly module: string;
  readonly exportName: string;
  readonly props: Expr;
  readonly children: Expr;
  readonly source?: 'renderify' | 'preact';
}

/** What came of a call, as far as the engine can be believed: its nodes and markup are data to be checked. */
export type Outcome =
  | {
      readonly ok: true;
      readonly kind: 'nodes' | 'preact';
      readonly nodes: Json;
      readonly html: string;
      readonly reads: boolean;
      readonly handlers: boolean;
    }
  | {
      readonly ok: false;
      readonly reason: 'refused' | 'threw' | 'timeout' | 'unable';
      readonly name: string;
      readonly message: string;
    };

/** What bounds one prerender. */
export interface PrerenderLimits {
  readonly milliseconds: number;
  readonly calls: number;
  readonly signal: AbortSignal | undefined;
}

const MEMORY = 256 * 1024 * 1024;

/** Runs all calls in the isolated engine at once; where that fails, each in an engine of its own, so that one cannot spoil the others. */
export async function prerender(
  script: string,
  calls: readonly Call[],
  scope: Scope,
  isolation: Isolation,
  limits: PrerenderLimits,
): Promise<Outcome[]> {
  const together = await runCalls(script, calls, scope, isolation, limits);
  if (Array.isArray(together) || calls.length < 2) return Array.isArray(together) ? together : [together];
  const outcomes: Outcome[] = [];
  for (const call of calls) {
    const alone = await runCalls(script, [call], scope, isolation, limits);
    outcomes.push(...(Array.isArray(alone) ? alone : [alone]));
  }
  return outcomes;
}

async function runCalls(
  script: string,
  calls: readonly Call[],
  scope: Scope,
  isolation: Isolation,
  limits: PrerenderLimits,
): Promise<Outcome[] | Outcome> {
  const input: JsonObject = {
    calls: calls.map((call) => inputOf(call, scope)),
    roots: { context: scope.context as Json, vars: scope.vars as Json, state: scope.state as Json, event: null },
    budget: limits.calls,
  };
  const { milliseconds, signal } = limits;
  const result = await isolation.run({
    script: `(${script}).run`,
    input,
    milliseconds,
    memoryBytes: MEMORY,
    ...(signal && { signal }),
  });
  if (result.ok)
    return Array.isArray(result.value) ? calls.map((_, i) => read((result.value as Json[])[i])) : unreadable();
  const { reason, message } = result;
  if (reason === 'aborted') signal?.throwIfAborted();
  if (reason === 'threw') return thrown('component-failed', message);
  return { ok: false, reason: reason === 'timeout' ? 'timeout' : 'unable', name: 'prerender-skipped', message };
}

function inputOf({ module, exportName, props, children, source }: Call, scope: Scope): JsonObject {
  return {
    module,
    exportName,
    props: evaluate(props, scope) ?? {},
    children: evaluate(children, scope) ?? [],
    ...(source && { source }),
  };
}

/** What the engine gives was made beside plan code, so every member is looked at before it is used. */
function read(value: Json | undefined): Outcome {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return unreadable();
  const { ok, kind, nodes = [], html = '', reads, handlers, name, message } = value;
  if (ok !== true) return refused(String(name), String(message));
  const isPreact = kind === 'preact';
  if (isPreact ? typeof html !== 'string' : !Array.isArray(nodes)) return unreadable();
  return {
    ok: true,
    kind: isPreact ? 'preact' : 'nodes',
    nodes,
    html: String(html),
    reads: reads !== false,
    handlers: handlers !== false,
  };
}

function refused(name: string, message: string): Outcome {
  if (name === 'component-failed') return thrown(name, message);
  return { ok: false, reason: 'refused', name, message };
}

/** A page has these, the engine has not: the code is not wrong, only not for a build. */
function thrown(name: string, message: string): Outcome {
  const needsPage =
    /\b(window|document|navigator|location|HTMLElement|localStorage|requestAnimationFrame|setTimeout|setInterval|fetch|matchMedia|ResizeObserver|IntersectionObserver|MutationObserver)\b['` ]* is not defined/.test(
      message,
    );
  return { ok: false, reason: needsPage ? 'unable' : 'threw', name, message };
}

function unreadable(): Outcome {
  return thrown('component-failed', 'The code gave something that cannot be read as nodes.');
}
