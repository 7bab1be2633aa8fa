import type { AstNode } from 'rollup';
import { parseAst } from 'rollup/parseAst';

/** Modules of packages by id, with the names that the plan's code imports from them; `*` means all. */
export type Wanted = ReadonlyMap<string, ReadonlySet<string>>;

/** One import or re-export of a module. */
interface ImportFact {
  readonly specifier: string;
  readonly names: readonly string[];
}

/** What a module of plain JavaScript imports, name by name (ECMA-262 modules). */
export function importsOf(code: string): ImportFact[] {
  const program = parseAst(code) as unknown as { body: Statement[] };
  const facts = program.body.flatMap(statementImports);
  return [...facts, ...dynamicImports(code)];
}

interface Statement extends AstNode {
  readonly source?: { readonly value: string } | null;
  readonly specifiers?: readonly Specifier[];
}

interface Specifier {
  readonly type: string;
  readonly imported?: { readonly name?: string; readonly value?: string };
  readonly local: { readonly name?: string; readonly value?: string };
}

function statementImports({ type, source, specifiers = [] }: Statement): ImportFact[] {
  if (!source) return [];
  if (type === 'ExportAllDeclaration') return [{ specifier: source.value, names: ['*'] }];
  return [{ specifier: source.value, names: specifiers.map((one) => nameOf(one, type)) }];
}

function nameOf({ type, imported, local }: Specifier, statement: string): string {
  if (type === 'ImportDefaultSpecifier') return 'default';
  if (type === 'ImportNamespaceSpecifier') return '*';
  const name = statement === 'ImportDeclaration' ? imported : local;
  return name?.name ?? name?.value ?? '*';
}

/** A literal `import()` can ask for any name later. */
function dynamicImports(code: string): ImportFact[] {
  if (!code.includes('import(')) return [];
  return [...code.matchAll(/\bimport\(\s*(["'`])([^"'`]+)\1\s*\)/g)].map(([, , specifier]) => ({
    specifier: specifier ?? '',
    names: ['*'],
  }));
}
