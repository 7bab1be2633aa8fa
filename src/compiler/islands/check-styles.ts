import type { Occurrence } from '../../diagnostics/define.ts';
import { fetchFault } from '../../plan/css.ts';
import type { PinnedModule } from '../../plan/modules/graph.ts';
import { noUnsafeCss } from '../phases/4-check/rules/no-unsafe-css.ts';
import type { PhaseContext, PinnedPlan } from '../stages.ts';
import { wayTo } from './used-modules.ts';
import { moduleRequests } from './uses.ts';

/**
 * Holds the style sheets of modules against the rule that CSS never fetches (spec 5.5): an error in the plan's own, a
 * warning in a package's, whose requests the page's policy stops. Gives whether all are good.
 */
export function checkStyles(plan: PinnedPlan, used: readonly string[], { report }: PhaseContext): boolean {
  let good = true;
  for (const id of used) {
    const module = plan.graph.modules.get(id);
    const found = module?.format === 'css' ? fetched(module.text) : undefined;
    if (!module || found === undefined) continue;
    const own = module.origin === 'local';
    good &&= !own;
    const way = own ? '' : ` (${wayTo(plan.graph, id)})`;
    report(noUnsafeCss, {
      ...(own ? placeIn(module, found) : { pointer: firstRequest(plan, id), severity: 'warning' as const }),
      message: `The style sheet \`${id}\` holds \`${found}\`, which could fetch or run something${way}.`,
      help: own
        ? 'Only `url(#id)` may refer to something.'
        : 'The page sends no such request, and shows nothing of it.',
    });
  }
  return good;
}

/** What of a whole sheet could fetch; `scroll-behavior` and its like are plain properties. */
function fetched(css: string): string | undefined {
  return fetchFault(css.replace(/\b(?:scroll|overscroll|transition)-behavior\s*(?=:)/gi, 'plain'))?.[1].trim();
}

function placeIn({ id, text }: PinnedModule, found: string): Pick<Occurrence, 'pointer' | 'source' | 'span'> {
  const start = Math.max(text.toLowerCase().indexOf(found), 0);
  return { pointer: '', source: id, span: { start, end: Math.min(start + found.length, text.length) } };
}

/** Where the plan names the module that leads to this one. */
function firstRequest(plan: PinnedPlan, id: string): string {
  const [way] = plan.graph.pathTo(id);
  const found = moduleRequests(plan).find(({ specifier }) => {
    const entry = plan.graph.modules.get(plan.graph.entries[specifier] ?? '');
    return entry !== undefined && (entry.id === id || entry.package === way);
  });
  return found?.pointer ?? '';
}
