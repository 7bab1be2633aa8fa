import { quote } from '../../diagnostics/quote.ts';
import { fileIntegrity } from '../digest.ts';
import { moduleFindings } from '../findings.ts';
import { ModuleProblem } from '../problem.ts';
import { declaredFormat, declaredLocalFormat } from './declared-format.ts';
import type { ModuleDraft } from './module-draft.ts';
import { type Declared, type ScannedImport, scanModule } from './scan.ts';
import type { GraphSource } from './walk-types.ts';

const EMPTY = new TextEncoder().encode('module.exports = {};\n');
const decoder = new TextDecoder('utf-8', { fatal: true });

/** Reads the bytes of a module and what they ask for into its draft; gives its imports. */
export async function readModule(
  draft: ModuleDraft,
  source: GraphSource,
  limit: number,
): Promise<readonly ScannedImport[]> {
  const declared = declaredOf(draft);
  const bytes = await bytesOf(draft, source);
  draft.raw = bytes;
  draft.bytes = bytes.length;
  if (bytes.length > limit) throw tooLarge(draft, limit);
  draft.integrity = fileIntegrity(bytes);
  draft.text = decode(bytes, draft.id);
  const scan = await scanText(draft, declared);
  draft.format = scan.format;
  draft.computedImports = scan.computed;
  return scan.imports;
}

function declaredOf({ id, location }: ModuleDraft): Declared {
  if (location.kind === 'empty') return 'commonjs';
  const declared =
    location.kind === 'package'
      ? declaredFormat(location.path, location.view.manifest)
      : location.kind === 'local'
        ? declaredLocalFormat(location.path)
        : 'esm';
  if (declared) return declared;
  const help =
    location.kind === 'package'
      ? 'Import a file of the package that is JavaScript, JSON or CSS.'
      : 'A module beside the plan ends in `.js`, `.mjs`, `.jsx`, `.ts`, `.tsx`, `.json` or `.css`.';
  throw new ModuleProblem(moduleFindings.moduleKind, `${quote(id)} is nothing that a page can be made of.`, help);
}

async function bytesOf(draft: ModuleDraft, source: GraphSource): Promise<Uint8Array> {
  const { location } = draft;
  if (location.kind === 'empty') return EMPTY;
  if (location.kind === 'package') return location.view.read(location.path);
  const file = await (location.kind === 'local' ? source.local(location.path) : source.remote(location.url));
  draft.base = file.base;
  return file.bytes;
}

function tooLarge({ id, bytes }: ModuleDraft, limit: number): ModuleProblem {
  const message = `The module ${quote(id)} has ${bytes} bytes; the policy allows ${limit}.`;
  const help = 'Import a smaller part of the package, or raise `maxModuleBytes` in renderify.policy.json.';
  return new ModuleProblem(moduleFindings.maxModuleBytes, message, help);
}

function decode(bytes: Uint8Array, id: string): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new ModuleProblem(moduleFindings.moduleSyntax, `The module ${quote(id)} is not UTF-8.`);
  }
}

async function scanText(
  { id, text, location }: ModuleDraft,
  declared: Declared,
): Promise<ReturnType<typeof scanModule>> {
  try {
    if (location.kind !== 'local' || !/\.(jsx|tsx?)$/.test(id)) return scanModule(text, declared);
    const { plainText } = await import('./plain-text.ts');
    return scanModule(await plainText(text, /\.(\w+)$/.exec(id)?.[1] as 'ts'), declared);
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === undefined) throw error;
    throw new ModuleProblem(moduleFindings.moduleSyntax, `The module ${quote(id)} cannot be read: ${reason}.`);
  }
}

function reasonOf(error: unknown): string | undefined {
  if (error instanceof RangeError) return 'it is nested too deeply';
  return error instanceof SyntaxError ? error.message.split('\n', 1)[0] : undefined;
}
