import { quote } from '../../diagnostics/quote.ts';
import { maxComponentInvocations } from '../phases/4-check/rules/max-component-invocations.ts';
import { maxExecutionMs } from '../phases/4-check/rules/max-execution-ms.ts';
import type { PhaseContext } from '../stages.ts';
import type { PlacedCall } from './calls.ts';
import { islandFindings } from './findings.ts';

/** How a call is spoken of. */
export function nameOf({ module, exportName, source }: Pick<PlacedCall, 'module' | 'exportName' | 'source'>): string {
  if (source) return "the plan's `source`";
  return exportName === 'default' ? quote(module) : `${quote(exportName)} of ${quote(module)}`;
}

type Named = Pick<PlacedCall, 'module' | 'exportName' | 'source' | 'pointer'>;

/** The export is not there, or is nothing that can be called. */
export function reportExport(call: Named, kind: 'missing' | 'kind', context: PhaseContext): undefined {
  const { pointer, source, module, exportName } = call;
  const export_ = quote(exportName);
  if (kind === 'missing' && source) {
    const message = `The source exports no ${export_}.`;
    context.report(islandFindings.sourceExportMissing, {
      pointer,
      message,
      help: 'Export it, or name another in `exportName`.',
    });
  } else if (kind === 'missing') {
    const message = `${quote(module)} has no export ${export_}.`;
    context.report(islandFindings.exportMissing, {
      pointer,
      message,
      help: 'Name an export of the module in `exportName`.',
    });
  } else {
    const message = `The export ${export_} of ${quote(module)} is no function.`;
    context.report(islandFindings.exportKind, {
      pointer,
      message,
      help: 'Export a Preact component or a node factory.',
    });
  }
}

/** The code threw, or gave what is no node. */
export function reportFailed(
  call: PlacedCall,
  cause: string,
  severity: 'error' | 'warning',
  context: PhaseContext,
): undefined {
  const help =
    severity === 'error'
      ? 'Correct the code; with `--allow-client-only` the page alone tries to run it.'
      : 'The page tries again when it is open.';
  const message = `The prerender of ${nameOf(call)} failed: ${sentence(cause)}`;
  context.report(islandFindings.componentFailed, { pointer: call.pointer, severity, message, help });
}

/** The code is for the page alone. */
export function reportSkipped(call: PlacedCall, cause: string, context: PhaseContext): undefined {
  const message = `There is no prerender of ${nameOf(call)}: ${sentence(cause)}`;
  const help = 'Until its script has run, the page shows the fallback, or nothing in its place.';
  context.report(islandFindings.prerenderSkipped, { pointer: call.pointer, message, help });
}

/** The code took longer than the plan allows. */
export function reportLate(call: PlacedCall, severity: 'error' | 'warning', context: PhaseContext): undefined {
  const message = `The prerender of ${nameOf(call)} was ended after \`maxExecutionMs\`.`;
  const help = 'Make the code faster, or ask for more time in `capabilities.maxExecutionMs`.';
  context.report(maxExecutionMs, { pointer: call.pointer, severity, message, help });
}

/** The prerender called more components than the plan asks for. */
export function reportCalls(call: PlacedCall, context: PhaseContext): undefined {
  const message = `The prerender of ${nameOf(call)} calls more components than \`maxComponentInvocations\` allows.`;
  const help = 'Raise it in `capabilities`, or call fewer components.';
  context.report(maxComponentInvocations, { pointer: call.pointer, message, help });
}

/** The profile cannot run this kind of code. */
export function reportMismatch(
  call: Pick<PlacedCall, 'module' | 'exportName' | 'source' | 'pointer'>,
  profile: string,
  context: PhaseContext,
): undefined {
  const why =
    profile === 'isolated-vm'
      ? 'has event handlers, and no code of it is in the page'
      : 'is a Preact component, which needs a document';
  const message = `Under ${quote(profile)}, ${nameOf(call)} ${why}.`;
  context.report(islandFindings.runtimeMismatch, {
    pointer: call.pointer,
    message,
    help: 'Use the profile `sandbox-iframe` or `standard`, or a node factory with bindings.',
  });
}

/** An address is left out of what Preact rendered. */
export function reportUrl(call: PlacedCall, name: string, value: string, context: PhaseContext): undefined {
  const message = `${quote(value.slice(0, 80))} as \`${name}\` is left out of what ${nameOf(call)} rendered.`;
  const help = 'Use an address that the policy allows, and write its host literally in the code.';
  context.report(islandFindings.urlRemoved, { pointer: call.pointer, message, help });
}

/** The profile cannot be had. */
export function reportUnavailable(call: PlacedCall, profile: string, cause: string, context: PhaseContext): undefined {
  const message = `The profile ${quote(profile)} cannot be provided for ${nameOf(call)}: ${sentence(cause)}`;
  context.report(islandFindings.profileUnavailable, {
    pointer: call.pointer,
    message,
    help: 'Choose another execution profile; none falls back to a weaker one.',
  });
}

function sentence(text: string): string {
  const line = text.split('\n', 1)[0]?.trim() ?? '';
  return /[.!?]$/.test(line) ? line : `${line}.`;
}
