import { createHash } from 'node:crypto';
import type { PolicyFields } from '../../../src/compiler/stages.ts';
import type { Json, JsonObject, PlanDocument } from '../../../src/plan/types.ts';
import { ActionError, depthOf, runTransition } from './actions.ts';
import { type Binding, bindingsFor } from './bindings.ts';
import { createControls } from './controls.ts';
import { type DomEvent, liveFields } from './live-fields.ts';
import { type ElementModel, elementsOf, type NodeModel } from './model.ts';
import type { Scope } from './read.ts';
import { resolveData } from './resolve.ts';
import { render } from './tree.ts';

/** One delivered event with its final payload (spec 6.5, 13.1). */
export interface LogEntry {
  readonly seq: number;
  readonly type: string;
  readonly payload: Json;
}

/** What a plan is run with. */
export interface InstanceOptions {
  readonly policy: PolicyFields;
  readonly context?: JsonObject;
  readonly vars?: JsonObject;
}

const MAX_PAYLOAD_BYTES = 65_536;

/** A mounted plan as the specification describes it. */
export type Instance = ReturnType<typeof createInstance>;

/** Starts a plan from its initial state. */
export function createInstance(plan: PlanDocument, options: InstanceOptions) {
  const inputs = { context: options.context ?? {}, vars: options.vars ?? {} };
  const initial: Scope = { state: plan.state?.initial ?? {}, event: undefined, ...inputs };
  let scope = initial;
  let seq = 0;
  const log: LogEntry[] = [];
  const problems: string[] = [];
  const tree = (): NodeModel => render(plan.root, { scope, initial, policy: options.policy });
  const writable = Object.values(plan.state?.transitions ?? {}).flatMap((list) => list.map((action) => action.path));
  const controls = createControls(tree(), writable);

  /** Runs one event; the paths that it wrote, none when it changed nothing. */
  function run(type: string, payload: Json): string[] {
    log.push({ seq: log.length + 1, type, payload });
    const transitions = plan.state?.transitions ?? {};
    const actions = Object.hasOwn(transitions, type) ? transitions[type]! : [];
    if (actions.length === 0) return [];
    const event: Json = { type, payload };
    try {
      const state = runTransition(actions, { ...scope, event }, options.policy.maxStateBytes as number);
      scope = { ...scope, state, event };
      seq++;
      return actions.map((action) => action.path);
    } catch (error) {
      if (!(error instanceof ActionError)) throw error;
      problems.push(error.finding);
      return [];
    }
  }

  function runBinding(binding: Binding, live: JsonObject): string[] {
    const own = resolveData(binding.payload, { ...scope, event: { type: binding.type, payload: live } }) as JsonObject;
    const payload = { ...live, ...own };
    if (!payloadFits(payload)) {
      problems.push('payload-limit');
      return [];
    }
    return run(binding.type, payload);
  }

  /** Delivers one DOM event to every binding that it reaches. */
  function deliver(event: DomEvent): void {
    const before = tree();
    const elements = elementsOf(before);
    const target = elements[event.target]!;
    controls.beforeEvent(event, target, elements);
    const live = liveFields(event);
    const reached = bindingsFor(event.type, target).filter(({ element }) => !(event.disabled && element === target));
    const written = reached.flatMap((binding) => runBinding(binding, live));
    controls.flush(before, tree(), written);
    controls.afterEvent(event, target, elementsOf(tree()));
  }

  /** An event from the embedder. */
  function dispatch(type: string, payload: JsonObject): void {
    const before = tree();
    if (!payloadFits(payload)) {
      problems.push('payload-limit');
      return;
    }
    const written = run(type, payload);
    controls.flush(before, tree(), written);
  }

  return {
    deliver,
    dispatch,
    log,
    problems,
    controls,
    tree,
    state: () => scope.state as JsonObject,
    snapshot: () => ({
      format: 'renderify-state/v1',
      planId: plan.id,
      planVersion: plan.version,
      planDigest: digestOf(plan),
      seq,
      state: scope.state,
      event: scope.event ?? null,
    }),
  };
}

/** The element that a document-order number names. */
export function elementAt(tree: NodeModel, index: number): ElementModel {
  return elementsOf(tree)[index]!;
}

/** SHA-256 of the plan in compact JSON, `sha256-<hex>` (spec 6.5). */
export function digestOf(plan: PlanDocument): string {
  return `sha256-${createHash('sha256').update(JSON.stringify(plan)).digest('hex')}`;
}

function payloadFits(payload: Json): boolean {
  return depthOf(payload) <= 64 && Buffer.byteLength(JSON.stringify(payload)) <= MAX_PAYLOAD_BYTES;
}
