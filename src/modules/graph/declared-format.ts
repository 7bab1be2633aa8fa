import type { PackageJson } from './package-view.ts';
import type { Declared } from './scan.ts';

const BY_EXTENSION: Readonly<Record<string, Declared>> = {
  mjs: 'esm',
  cjs: 'commonjs',
  json: 'json',
  css: 'css',
};

/** How a file of a package is meant, by its extension and the package's `type`; `undefined` for what no page can hold. */
export function declaredFormat(path: string, manifest: PackageJson): Declared | undefined {
  const extension = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  if (Object.hasOwn(BY_EXTENSION, extension)) return BY_EXTENSION[extension];
  if (extension === 'js') return manifest['type'] === 'module' ? 'esm' : 'script';
  // Files such as `lib/index.es` or without an extension are scripts as well; what runs nowhere is named here.
  return /^(wasm|node|tsx?|jsx|mts|cts|html?|vue|svelte|s[ac]ss|less|png|jpe?g|gif|svg|webp|woff2?|ttf)$/.test(
    extension,
  )
    ? undefined
    : 'script';
}

/** How a file beside the plan is meant; TypeScript and JSX are modules there. */
export function declaredLocalFormat(path: string): Declared | undefined {
  const extension = /\.([^./]+)$/.exec(path)?.[1] ?? '';
  if (/^(jsx|tsx|ts)$/.test(extension)) return 'esm';
  if (extension === 'js') return 'script';
  return extension === 'mjs' || extension === 'json' || extension === 'css' ? BY_EXTENSION[extension] : undefined;
}
