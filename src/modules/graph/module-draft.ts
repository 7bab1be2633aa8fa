import type { ModuleFormat } from '../../plan/modules/graph.ts';
import type { PackageView } from './package-view.ts';

/** Where a module lies. */
export type Location =
  | { readonly kind: 'package'; readonly view: PackageView; readonly path: string }
  | { readonly kind: 'empty'; readonly view: PackageView }
  | { readonly kind: 'local'; readonly path: string }
  | { readonly kind: 'remote'; readonly url: string };

/** A module that is being walked. */
export interface ModuleDraft {
  readonly id: string;
  readonly location: Location;
  /** The module that led here first, and the request behind it. */
  readonly from: ModuleDraft | undefined;
  readonly pointer: string;
  format: ModuleFormat;
  text: string;
  raw: Uint8Array;
  /** The address that specifiers of a remote module are relative to. */
  base: string | undefined;
  bytes: number;
  integrity: string;
  computedImports: boolean;
  readonly imports: Record<string, string>;
}

const NOTHING = new Uint8Array();

/** A module at a place, of which nothing is read yet. */
export function createDraft(location: Location, from: ModuleDraft | undefined, pointer: string): ModuleDraft {
  return {
    id: idOf(location),
    location,
    from,
    pointer,
    format: 'esm',
    text: '',
    raw: NOTHING,
    base: undefined,
    bytes: 0,
    integrity: '',
    computedImports: false,
    imports: Object.create(null) as Record<string, string>,
  };
}

/** How graphs name a module at a place. */
export function idOf(location: Location): string {
  if (location.kind === 'package') return `${location.view.key}/${location.path}`;
  if (location.kind === 'empty') return `${location.view.key}/<empty>`;
  return location.kind === 'local' ? location.path : location.url;
}

/** The way from the plan to a module, as findings show it: packages by key, other files by id. */
export function wayTo(draft: ModuleDraft | undefined): string {
  const names: string[] = [];
  for (let at = draft; at; at = at.from) {
    const name = 'view' in at.location ? at.location.view.key : at.id;
    if (names.at(-1) !== name) names.push(name);
  }
  return ['plan', ...names.reverse()].join(' -> ');
}
