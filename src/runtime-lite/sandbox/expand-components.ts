import { freeze } from '../nodes/freeze.ts';

/** A node of plan code; nothing of it has been checked. */
interface LooseNode {
  readonly type?: unknown;
  readonly module?: unknown;
  readonly exportName?: unknown;
  readonly props?: unknown;
  readonly children?: unknown;
}

/**
 * Puts what components give in the place of the nodes that name them (spec 7.1): those that the plan names itself, by
 * `module export`, and as many calls as it may make.
 */
export const expandComponents = async (
  output: unknown,
  components: Readonly<Record<string, unknown>>,
  budget: number,
  context: unknown,
): Promise<unknown> => {
  let left = budget;
  const expand = async (value: unknown): Promise<unknown> => {
    if (Array.isArray(value)) {
      const list: unknown[] = [];
      for (const one of value) list.push(await expand(one));
      return list;
    }
    if (typeof value !== 'object' || value === null) return value;
    const { type, module, exportName = 'default', props = {}, children } = value as LooseNode;
    if (type !== 'component') return children === undefined ? value : { ...value, children: await expand(children) };
    const name = `${module} ${exportName}`;
    const found = Object.hasOwn(components, name) ? components[name] : undefined;
    if (typeof found !== 'function') throw { failure: 'component-failed' };
    if (left-- < 1) throw { failure: 'max-component-invocations' };
    return expand(await found(freeze(props), context, freeze(children ?? [])));
  };
  return expand(output);
};
