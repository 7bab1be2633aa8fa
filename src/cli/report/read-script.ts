import { runtime } from '../../compiler/phases/7-emit/runtime.generated.ts';
import { scanHtml } from '../../compiler/verify/scan-html.ts';
import { compilerVersion } from '../../compiler/version.ts';
import { type FilesByPath, isLoaded } from '../output/size-of.ts';
import type { ScriptReport } from './model.ts';

/**
 * What the scripts of a bundle are made of. The runtime is linked function by function, each as a text that is always the
 * same, so that it can be found again in scripts of this version of the compiler; those of others are not taken apart.
 */
export function readScript(files: FilesByPath, version: string): ScriptReport {
  const texts = [...files].filter(([path]) => isLoaded(path)).flatMap(([path, bytes]) => scriptsOf(path, bytes));
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  if (version !== compilerVersion) return { bytes, features: undefined };
  const features = Object.entries(runtime).filter(([, { code }]) => texts.some((text) => isIn(code, text)));
  return { bytes, features: new Map(features.map(([name, { code }]) => [name, Buffer.byteLength(code)])) };
}

function scriptsOf(path: string, bytes: Uint8Array): string[] {
  const text = new TextDecoder().decode(bytes);
  if (/\.m?js$/.test(path)) return [text];
  if (!path.endsWith('.html')) return [];
  return scanHtml(text)
    .filter(({ name }) => name === 'script')
    .map((tag) => tag.text);
}

/** Functions stand side by side in one declaration. */
function isIn(code: string, script: string): boolean {
  const at = script.indexOf(code);
  return at > 0 && /[ ,]/.test(script[at - 1] ?? '') && /[,;]/.test(script[at + code.length] ?? '');
}
