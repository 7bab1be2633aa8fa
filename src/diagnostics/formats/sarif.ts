import { visible } from '../visible.ts';
import type { DiagnosticsFormat, Located, LocatedDiagnostic } from './format.ts';

/** For code scanning: a log of the Static Analysis Results Interchange Format, version 2.1.0 (OASIS). */
export const sarif: DiagnosticsFormat = {
  name: 'sarif',
  summary: 'SARIF 2.1.0 for code scanning',
  print(diagnostics) {
    const codes = [...new Set(diagnostics.map(({ diagnostic }) => diagnostic.code))].sort();
    const rules = codes.map((code) => ruleOf(code, diagnostics));
    const run = {
      tool: { driver: { name: 'renderify', rules } },
      columnKind: 'unicodeCodePoints',
      results: diagnostics.map((one) => resultOf(one, codes)),
    };
    const log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
    return `${JSON.stringify(log, null, 2)}\n`;
  },
};

function ruleOf(id: string, diagnostics: readonly LocatedDiagnostic[]): object {
  const name = diagnostics.find(({ diagnostic }) => diagnostic.code === id)?.diagnostic.name ?? id;
  return { id, name, shortDescription: { text: name.replaceAll('-', ' ') } };
}

function resultOf(located: LocatedDiagnostic, codes: readonly string[]): object {
  const { diagnostic, related } = located;
  const { code, severity, message, help } = diagnostic;
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: severity,
    message: { text: visible(help ? `${message} ${help}` : message) },
    locations: [locationOf(located)],
    ...(related.length > 0 && {
      relatedLocations: related.map((place) => ({ ...locationOf(place), message: { text: visible(place.message) } })),
    }),
  };
}

function locationOf({ file, pointer, range, inside }: Located): object {
  const region = range && regionOf(range);
  return {
    physicalLocation: { artifactLocation: { uri: uriOf(file) }, ...(region && { region }) },
    ...(pointer && { logicalLocations: [{ fullyQualifiedName: visible(pointer) }] }),
    ...(inside && { properties: { inside: regionOf(inside) } }),
  };
}

function regionOf({ start, end }: NonNullable<Located['range']>): object {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

/** A relative or absolute path as a URI reference. */
function uriOf(file: string): string {
  return visible(file.replaceAll('\\', '/')).split('/').map(encodeURIComponent).join('/');
}
