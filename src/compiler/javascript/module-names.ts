import type { Span } from '../../diagnostics/diagnostic.ts';
import { type t, types } from './babel.ts';
import type { CodeExports, CodeImport } from './facts.ts';

/** The static imports and the exports of a module. */
export interface ModuleNames {
  readonly imports: readonly CodeImport[];
  readonly exports: CodeExports;
  /** Variables of the module that others can read. */
  readonly exportedLocals: ReadonlySet<string>;
}

/** Reads what stands at the top level of a module without types. */
export function readModuleNames({ program }: t.File): ModuleNames {
  const imports: CodeImport[] = [];
  const names = new Set<string>();
  const locals = new Set<string>();
  let all = false;
  for (const statement of program.body) {
    const imported = importOf(statement);
    if (imported) imports.push(imported);
    all ||= statement.type === 'ExportAllDeclaration';
    for (const [name, local] of exportsOf(statement)) {
      names.add(name);
      if (local !== undefined) locals.add(local);
    }
  }
  return { imports, exports: { names, all }, exportedLocals: locals };
}

/** Where a node stands in the code. */
export function spanOf({ start, end }: t.Node): Span {
  return { start: start ?? 0, end: end ?? 0 };
}

function importOf(statement: t.Statement): CodeImport | undefined {
  switch (statement.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
      if (!statement.source) return undefined;
      return importFrom(statement.source, statement.specifiers.map(takenName));
    case 'ExportAllDeclaration':
      return importFrom(statement.source, ['*']);
    case 'TSImportEqualsDeclaration': {
      const { moduleReference: from } = statement;
      return from.type === 'TSExternalModuleReference' ? importFrom(from.expression, ['*']) : undefined;
    }
    default:
      return undefined;
  }
}

function importFrom(source: t.StringLiteral, names: readonly string[]): CodeImport {
  return { specifier: source.value, span: spanOf(source), names };
}

function takenName(specifier: t.Node): string {
  if (specifier.type === 'ImportDefaultSpecifier' || specifier.type === 'ExportDefaultSpecifier') return 'default';
  if (specifier.type === 'ImportSpecifier') return nameOf(specifier.imported);
  return specifier.type === 'ExportSpecifier' ? nameOf(specifier.local) : '*';
}

/** Names that a statement exports, with the variable behind each. */
function exportsOf(statement: t.Statement): (readonly [string, string | undefined])[] {
  if (statement.type === 'ExportDefaultDeclaration') {
    const { declaration } = statement;
    return [
      ['default', 'id' in declaration && declaration.id?.type === 'Identifier' ? declaration.id.name : undefined],
    ];
  }
  if (statement.type === 'ExportAllDeclaration') return [];
  if (statement.type !== 'ExportNamedDeclaration') return [];
  const { declaration, specifiers, source } = statement;
  const declared = declaration ? Object.keys(types.getBindingIdentifiers(declaration, false, true)) : [];
  const own = declaration && 'id' in declaration && declaration.id?.type === 'Identifier' ? [declaration.id.name] : [];
  return [
    ...[...new Set([...declared, ...own])].map((name) => [name, name] as const),
    ...specifiers.map(
      (one) => [nameOf(one.exported), source ? undefined : nameOf('local' in one ? one.local : one.exported)] as const,
    ),
  ];
}

function nameOf(node: t.Identifier | t.StringLiteral): string {
  return node.type === 'Identifier' ? node.name : node.value;
}
