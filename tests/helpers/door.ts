import { check, compile } from '../../src/compiler/index.ts';
import type { Bundle, CompileOptions, CompileResult } from '../../src/compiler/stages.ts';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';

/** Compiles a plan given as a value or as text. */
export function build(plan: unknown, options: CompileOptions = {}): Promise<CompileResult> {
  return compile({ name: 'plan.json', text: textOf(plan) }, options);
}

/** Compiles a plan that must be good; throws with its findings when it is not. */
export async function bundleOf(plan: unknown, options: CompileOptions = {}): Promise<Bundle> {
  const { bundle, diagnostics } = await build(plan, options);
  if (!bundle) throw new Error(diagnostics.map((item) => `${item.name} ${item.pointer}: ${item.message}`).join('\n'));
  return bundle;
}

/** The findings of the first four phases. */
export function findings(plan: unknown, options: CompileOptions = {}): readonly Diagnostic[] {
  return check({ name: 'plan.json', text: textOf(plan) }, options).diagnostics;
}

/** Names of the findings of a severity, in order. */
export function names(list: readonly Diagnostic[], severity: 'error' | 'warning' = 'error'): string[] {
  return list.filter((item) => item.severity === severity).map((item) => item.name);
}

/** The HTML text of a bundle. */
export function htmlOf(bundle: Bundle): string {
  return bundle.files.find((file) => file.path.endsWith('.html'))!.text;
}

/** All emitted text that a browser would run. */
export function scriptOf(bundle: Bundle): string {
  const files = bundle.files.filter((file) => /\.m?js$/.test(file.path)).map((file) => file.text);
  const inline = [...htmlOf(bundle).matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1]!);
  return [...files, ...inline].join('\n');
}

function textOf(plan: unknown): string | Uint8Array {
  return typeof plan === 'string' || plan instanceof Uint8Array ? plan : JSON.stringify(plan);
}
