/** Specifiers that the compiler resolves itself where the manifest has no entry (spec 9.4). */
export const ALIASES: ReadonlySet<string> = new Set([
  'preact',
  'preact/hooks',
  'preact/compat',
  'preact/jsx-runtime',
  'react',
  'react-dom',
  'react-dom/client',
  'react/jsx-runtime',
  'react/jsx-dev-runtime',
  'recharts',
]);
