import { quote } from '../../diagnostics/quote.ts';
import { moduleFindings } from '../findings.ts';
import { ModuleProblem } from '../problem.ts';

const COUNTERPARTS: Readonly<Record<string, string>> = {
  react: './compat',
  'react/jsx-runtime': './jsx-runtime',
  'react/jsx-dev-runtime': './jsx-runtime',
  'react-dom': './compat',
  'react-dom/client': './compat',
  'react-dom/test-utils': './test-utils',
};

/**
 * The subpath of Preact that stands for a specifier of React's, or of Preact itself, wherever it is imported; `undefined`
 * for other specifiers. Preact's own modules mean each other anyway. Throws a ModuleProblem for parts without a counterpart.
 */
export function reactCounterpart(specifier: string, importer: string): string | undefined {
  if (importer === 'preact') return undefined;
  if (specifier === 'preact') return '.';
  if (specifier.startsWith('preact/')) return `.${specifier.slice('preact'.length)}`;
  const name = specifier.replace(/\/(index(\.js)?)?$/, '');
  if (Object.hasOwn(COUNTERPARTS, name)) return COUNTERPARTS[name];
  if (!/^react(-dom)?\//.test(specifier)) return undefined;
  const message = `${quote(specifier)} is imported, and Preact, which stands for React, has no counterpart of it.`;
  throw new ModuleProblem(
    moduleFindings.reactUnsupported,
    message,
    'Use a package, or a part of it, that does without.',
  );
}
