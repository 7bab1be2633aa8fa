import { options } from 'preact';

/**
 * The checks that the plan's own elements pass, for those of Preact (spec 7.1): no markup as a prop, and no URL that the
 * policy refuses.
 */
export const guardSinks = (
  report: (error: { name: string; path: string }) => void,
  refuses?: (tag: string, prop: string, value: unknown) => boolean,
): void => {
  const before = options.vnode;
  options.vnode = (vnode) => {
    before?.(vnode);
    const props = vnode.props as Record<string, unknown> | null;
    if (typeof vnode.type !== 'string' || !props) return;
    for (const name of Object.keys(props)) {
      const raw = name === 'dangerouslySetInnerHTML';
      if (!raw && !refuses?.(vnode.type, name, props[name])) continue;
      delete props[name];
      report({ name: raw ? 'no-raw-html' : 'url-blocked', path: name });
    }
  };
};
