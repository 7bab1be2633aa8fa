import { readValues } from '../../../compiler/inputs/read-values.ts';
import type { CompileOptions } from '../../../compiler/stages.ts';
import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { createReporter } from '../../../diagnostics/reporter.ts';
import { INPUT_NAMES, type Settings } from './protocol.ts';

/** Context and vars of the settings, read as strictly as those of the command line, and what is wrong with them. */
export function readInputs(settings: Settings): {
  readonly values: Pick<CompileOptions, 'context' | 'vars'>;
  readonly diagnostics: readonly Diagnostic[];
} {
  const reporter = createReporter();
  const read = (name: keyof typeof INPUT_NAMES) => {
    if (settings[name].trim() === '') return {};
    const value = readValues(settings[name], name, (definition, occurrence) =>
      reporter.report(definition, { ...occurrence, source: INPUT_NAMES[name] }),
    );
    return value && { [name]: value };
  };
  return { values: { ...read('context'), ...read('vars') }, diagnostics: reporter.diagnostics() };
}
