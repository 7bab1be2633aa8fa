import type { Diagnostic, Span } from '../../../diagnostics/diagnostic.ts';
import { readEmbedded } from '../../../diagnostics/embedded.ts';
import { formatDiagnostic } from '../../../diagnostics/format-diagnostic.ts';
import type { NamedText } from '../../../diagnostics/format-diagnostics.ts';
import { locateAll } from '../../../diagnostics/locate.ts';
import type { Finding } from './protocol.ts';

/** Columns for a line of code: a panel is narrower than a terminal. */
const WIDTH = 72;

/** Findings as the page shows them; the plan is the first of the texts. */
export function describeFindings(diagnostics: readonly Diagnostic[], texts: readonly NamedText[]): Finding[] {
  const plan = String(texts[0]?.text ?? '');
  const own = diagnostics.filter(({ source, span }) => source === undefined && span === undefined);
  const found = new Map(locateAll(plan, own).map((span, index) => [own[index], span]));
  return diagnostics.map((one) => describeOne(one, one.span ?? found.get(one), texts));
}

function describeOne(one: Diagnostic, whole: Span | undefined, texts: readonly NamedText[]): Finding {
  const { code, name, severity, message, help, pointer, source, inside, fix } = one;
  const text = texts.find((other) => other.name === (source ?? texts[0]?.name));
  const embedded = inside && whole && readEmbedded(String(texts[0]?.text), whole);
  const span = inside && embedded ? embedded.outer(inside) : whole;
  return {
    code,
    name,
    severity,
    message,
    ...(help !== undefined && { help }),
    pointer,
    ...(source !== undefined && { source }),
    frame: text ? frameOf(one, text) : '',
    ...(span && source === undefined && { span }),
    ...(inside && { inside }),
    ...(fix && { fix }),
  };
}

/** The lines between the message and the help, which the page shows in its own way. */
function frameOf(one: Diagnostic, text: NamedText): string {
  const lines = formatDiagnostic(one, text, { width: WIDTH }).split('\n').slice(2);
  const end = lines.findIndex((line) => line === '' || line.startsWith('  help: '));
  return lines.slice(0, end).join('\n');
}
