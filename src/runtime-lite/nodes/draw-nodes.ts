/// <reference lib="dom" />
import { freeze } from './freeze.ts';
import type { Draw } from './island.ts';
import type { NodeEnv } from './node-env.ts';
import { patch } from './patch.ts';

/** Shows what a node factory, or the plan's source, gives; of several answers that are on their way the last one stands. */
export const drawNodes = (
  start: ChildNode,
  end: ChildNode,
  code: unknown,
  roots: () => object,
  env: NodeEnv,
  source?: boolean,
): Draw => {
  let turn = 0;
  const show = (output: unknown) => patch(start.parentNode as Node, start.nextSibling, end, output, env);
  return (props, children) => {
    const mine = ++turn;
    const context = freeze(roots());
    const given: unknown =
      typeof code !== 'function' ? code : source ? code(context) : code(freeze(props), context, freeze(children));
    const output = env.expand ? env.expand(given, context) : given;
    if (typeof (output as Promise<unknown> | null)?.then !== 'function') return show(output);
    return (output as Promise<unknown>).then((later) => {
      if (mine === turn) show(later);
    });
  };
};
