import { defineFindings, type Report } from '../../../diagnostics/define.ts';
import { quote } from '../../../diagnostics/quote.ts';
import type { AnalyzedPlan } from '../../stages.ts';

export const unsupportedFindings = defineFindings({
  modules: {
    code: 'RF4010',
    name: 'modules-unsupported',
    severity: 'error',
    docs: 'This version compiles declarative plans only. A plan with source, imports or components is refused instead of being built without them.',
    example: {
      bad: '{ "type": "component", "module": "./card.mjs" }',
      good: '{ "type": "element", "tag": "article" }',
    },
  },
});

/** Refuses the parts of a plan that this version cannot build. */
export function reportUnsupported(plan: AnalyzedPlan, report: Report): void {
  const { source, imports = [] } = plan.document;
  if (source) refuse('/source', 'The plan has `source`', NODES, report);
  if (imports.length > 0) refuse('/imports', 'The plan has `imports`', 'Leave `imports` out.', report);
  for (const { usage, specifier, pointer } of plan.moduleUses) {
    if (usage === 'component') refuse(pointer, `This node is the component ${quote(specifier)}`, NODES, report);
  }
}

const NODES = 'Write the part with text and element nodes.';

function refuse(pointer: string, what: string, help: string, report: Report): void {
  const message = `${what}; this version builds declarative plans only.`;
  report(unsupportedFindings.modules, { pointer, message, help });
}
