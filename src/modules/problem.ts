import type { FindingDefinition } from '../diagnostics/define.ts';
import type { Severity } from '../diagnostics/diagnostic.ts';

/** Why a module cannot be had, found where no place in a plan is known; who knows the place reports it. */
export class ModuleProblem extends Error {
  readonly finding: FindingDefinition;
  readonly help: string | undefined;
  readonly severity: Severity | undefined;

  constructor(finding: FindingDefinition, message: string, help?: string, severity?: Severity) {
    super(message);
    this.finding = finding;
    this.help = help;
    this.severity = severity;
  }
}
