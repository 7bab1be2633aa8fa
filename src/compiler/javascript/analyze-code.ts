import { type NodePath, type t, traverse, types } from './babel.ts';
import type { CodeFacts, CodeImport, CodeLanguage, CodeProblem, CodeReading, DynamicImport } from './facts.ts';
import { findReaches } from './globals/find-reaches.ts';
import { readModuleNames, spanOf } from './module-names.ts';
import { isTooDeep, parseWithoutTypes, TOO_DEEP } from './parse-code.ts';

/** Reads a module of plan code: imports, exports, which globals it reaches. Nothing of it is run. */
export function analyzeCode(code: string, language: CodeLanguage): CodeReading {
  const parsed = parseWithoutTypes(code, language);
  if (!parsed.ok) return parsed;
  try {
    return { ok: true, facts: factsOf(parsed.file, language) };
  } catch (error) {
    return { ok: false, problems: [problemOf(error)] };
  }
}

function factsOf(file: t.File, language: CodeLanguage): CodeFacts {
  const { imports, exports, exportedLocals } = readModuleNames(file);
  const { reaches, undecided } = findReaches(file, exportedLocals);
  const calls = findCalls(file);
  return {
    language,
    imports: [...imports, ...calls.required],
    exports,
    dynamicImports: calls.dynamic,
    reaches,
    undecided,
    usesJsx: calls.usesJsx,
  };
}

/** `import()` and `require()`, which may stand anywhere, and JSX. */
function findCalls(file: t.File): { dynamic: DynamicImport[]; required: CodeImport[]; usesJsx: boolean } {
  const found = { dynamic: [] as DynamicImport[], required: [] as CodeImport[], usesJsx: false };
  traverse(file, {
    JSX() {
      found.usesJsx = true;
    },
    CallExpression(path) {
      const [argument] = path.node.arguments;
      if (types.isImport(path.node.callee)) found.dynamic.push(dynamicImport(argument, path.node));
      else if (isRequire(path)) {
        const text = literalOf(argument);
        if (text === undefined) found.dynamic.push({ span: spanOf(path.node) });
        else found.required.push({ specifier: text, span: spanOf(argument as t.Node), names: ['*'] });
      }
    },
  });
  return found;
}

function dynamicImport(argument: t.Node | undefined, call: t.Node): DynamicImport {
  const specifier = literalOf(argument);
  return specifier === undefined ? { span: spanOf(call) } : { specifier, span: spanOf(argument as t.Node) };
}

function literalOf(node: t.Node | undefined): string | undefined {
  if (node?.type === 'StringLiteral') return node.value;
  return node?.type === 'TemplateLiteral' && node.expressions.length === 0
    ? (node.quasis[0]?.value.cooked ?? undefined)
    : undefined;
}

function isRequire(path: NodePath<t.CallExpression>): boolean {
  const { callee } = path.node;
  return callee.type === 'Identifier' && callee.name === 'require' && !path.scope.hasBinding('require', true);
}

/** What scopes refuse that the parser let pass. */
function problemOf(error: unknown): CodeProblem {
  if (isTooDeep(error)) return TOO_DEEP;
  const name = error instanceof TypeError ? /^Duplicate declaration "(.+)"$/.exec(error.message)?.[1] : undefined;
  if (name === undefined) throw error;
  return { message: `\`${name}\` is declared twice.`, span: { start: 0, end: 0 } };
}
