import { quote } from '../../../diagnostics/quote.ts';
import { islandFindings } from '../../islands/findings.ts';
import { moduleRequests } from '../../islands/uses.ts';
import type { CheckedPlan, PhaseContext, PinnedPlan } from '../../stages.ts';

/** Phase 5: the bytes of every module that the plan leads to, from where the host has them pinned. */
export async function pin(checked: CheckedPlan, context: PhaseContext): Promise<PinnedPlan | undefined> {
  const { host, options, report } = context;
  reportUnused(checked, context);
  const requests = moduleRequests(checked);
  if (!host.modules || !host.linker) {
    const [first] = requests;
    const message = first
      ? `Nothing here can give the module ${quote(first.specifier)}.`
      : 'Nothing here can link the `source` of the plan.';
    report(islandFindings.modulesUnavailable, {
      pointer: first?.pointer ?? '/source',
      message,
      help: 'Build it by the command line, or give the compiler a host with `modules` and `linker`.',
    });
    return undefined;
  }
  const { fields } = checked.policy;
  const limits = {
    moduleBytes: fields['maxModuleBytes'] as number,
    graphModules: fields['maxGraphModules'] as number,
    graphBytes: fields['maxGraphBytes'] as number,
  };
  const { signal } = options;
  const graph = await host.modules.load(
    { plan: checked.name, requests, limits, policy: checked.policy, ...(signal && { signal }) },
    report,
  );
  return graph && { ...checked, graph };
}

/** What is pinned for nothing (spec 9.2, 9.3). */
function reportUnused({ moduleUses }: CheckedPlan, { report }: PhaseContext): void {
  const used = new Set(
    moduleUses.filter(({ usage }) => usage === 'component' || usage === 'source-import').map((one) => one.specifier),
  );
  const named = new Set(moduleUses.filter(({ usage }) => usage !== 'manifest').map((one) => one.specifier));
  for (const { usage, specifier, pointer } of moduleUses) {
    if (usage === 'import' && !used.has(specifier))
      report(islandFindings.importUnused, {
        pointer,
        message: `Nothing imports ${quote(specifier)}; no code of it is in the bundle.`,
        help: 'Leave it out of `imports`.',
      });
    if (usage === 'manifest' && !named.has(specifier))
      report(islandFindings.manifestUnused, {
        pointer,
        at: 'key',
        message: `Nothing of the plan asks for ${quote(specifier)}.`,
        help: 'Leave the entry out.',
      });
  }
}
