import { visible } from '../visible.ts';
import type { DiagnosticsFormat, Located, LocatedDiagnostic } from './format.ts';

/** For code scanning: a log of the Static Analysis Results Interchange Format, version 2.1.0 (OASIS). */
export const sarif: DiagnosticsFormat = {
  name: 'sarif',
  summary: 'SARIF 2.1.0 for code scanning',
  open() {
    const names = new Map<string, string>();
    const found: { readonly ruleId: string; readonly rest: object }[] = [];
    return {
      add(diagnostics) {
        for (const { diagnostic } of diagnostics) names.set(diagnostic.code, diagnostic.name);
        found.push(...diagnostics.map((one) => ({ ruleId: one.diagnostic.code, rest: resultOf(one) })));
        return '';
      },
      end() {
        const codes = [...names.keys()].sort();
        const places = new Map(codes.map((code, place) => [code, place]));
        const run = {
          tool: { driver: { name: 'renderify', rules: codes.map((code) => ruleOf(code, names.get(code) ?? code)) } },
          columnKind: 'unicodeCodePoints',
          results: found.map(({ ruleId, rest }) => ({ ruleId, ruleIndex: places.get(ruleId), ...rest })),
        };
        const log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
        return `${JSON.stringify(log, null, 2)}\n`;
      },
    };
  },
};

function ruleOf(id: string, name: string): object {
  return { id, name, shortDescription: { text: name.replaceAll('-', ' ') } };
}

function resultOf(located: LocatedDiagnostic): object {
  const { diagnostic, related } = located;
  const { severity, message, help } = diagnostic;
  return {
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
