import { pin } from '../phases/5-pin/pin.ts';
import type { CheckedPlan, PhaseContext, Stages } from '../stages.ts';

/** The browser's compiler has no linker and no engine: plans with modules are refused with the reason. */
export async function compileModules(
  checked: CheckedPlan,
  _stages: Stages,
  { host: { sha256 }, ...context }: PhaseContext,
): Promise<undefined> {
  await pin(checked, { ...context, host: { sha256 } });
}
