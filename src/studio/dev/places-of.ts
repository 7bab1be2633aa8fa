import { dirname, resolve } from 'node:path';
import { placeDiagnostics } from '../../diagnostics/format-diagnostics.ts';
import type { Place } from './client/protocol.ts';
import type { Compiled } from './dev-plan.ts';

/**
 * Where the findings of a compile are, each place once. `editor` is the address that opens one, with `{file}`, `{line}` and
 * `{column}` in it.
 */
export function placesOf({ diagnostics, sources, files }: Compiled, editor: string): Place[] {
  const folder = dirname(sources[0]?.name ?? '');
  const pathOf = (file: string) => {
    // Modules are named as the plan names them, from its folder on.
    const beside = resolve(folder, file);
    return files.includes(beside) ? beside : resolve(file);
  };
  const places = placeDiagnostics([{ diagnostics, sources }]).map(({ file, line = 1, column = 1 }) => ({
    text: `${file}:${line}:${column}`,
    href: addressOf(editor, { file: encode(pathOf(file)), line: `${line}`, column: `${column}` }),
  }));
  return [...new Map(places.map((place) => [place.text, place])).values()];
}

/** A slash before `{file}` is the one that an absolute path begins with. */
function addressOf(editor: string, values: Readonly<Record<string, string>>): string {
  return editor.replace(/(\/?)\{(file|line|column)\}/g, (_, slash: string, name: string) => {
    const value = values[name] ?? '';
    return value.startsWith('/') ? value : slash + value;
  });
}

function encode(path: string): string {
  return path.split(/[\\/]/).map(encodeURIComponent).join('/');
}
