/** Where an alias leads: a file of a package of one exact version. */
export interface AliasTarget {
  readonly name: string;
  readonly version: string;
  readonly path: string;
}

const preact = (path: string): AliasTarget => ({ name: 'preact', version: '10.28.3', path });
const CORE = preact('dist/preact.module.js');
const HOOKS = preact('hooks/dist/hooks.module.js');
const COMPAT = preact('compat/dist/compat.module.js');
const JSX_RUNTIME = preact('jsx-runtime/dist/jsxRuntime.module.js');

const TARGETS: Readonly<Record<string, AliasTarget>> = {
  preact: CORE,
  'preact/hooks': HOOKS,
  'preact/compat': COMPAT,
  'preact/jsx-runtime': JSX_RUNTIME,
  react: COMPAT,
  'react-dom': COMPAT,
  'react-dom/client': COMPAT,
  'react/jsx-runtime': JSX_RUNTIME,
  'react/jsx-dev-runtime': JSX_RUNTIME,
  recharts: { name: 'recharts', version: '3.3.0', path: 'es6/index.js' },
};

/** Specifiers that the compiler resolves itself where the manifest has no entry (spec 9.4). */
export const ALIASES: ReadonlySet<string> = new Set(Object.keys(TARGETS));

/** Where a specifier leads by the table of spec 9.4. */
export function aliasTarget(specifier: string): AliasTarget | undefined {
  return Object.hasOwn(TARGETS, specifier) ? TARGETS[specifier] : undefined;
}

/** Whether the specifier is Preact's or stands for it, so that the copy of the page is meant wherever it is imported. */
export function isPreactAlias(specifier: string): boolean {
  return aliasTarget(specifier)?.name === 'preact';
}
