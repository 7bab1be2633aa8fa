import * as assert from 'uvu/assert';
import type { CompileOptions } from '../../src/compiler/stages.ts';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { findings } from './door.ts';

/** What a finding must be beside its name. */
export interface Expected {
  readonly pointer?: string;
  readonly severity?: 'error' | 'warning';
  readonly options?: CompileOptions;
}

/** Asserts that checking the plan reports the finding, as an error unless said otherwise; returns it. */
export function expectFinding(plan: unknown, name: string, expected: Expected = {}): Diagnostic {
  const { pointer, severity = 'error', options = {} } = expected;
  const all = findings(plan, options);
  const named = all.filter((item) => item.name === name && item.severity === severity);
  const fits = named.find((item) => pointer === undefined || item.pointer === pointer);
  assert.ok(fits, `expected ${severity} ${name} ${pointer ?? ''}, got ${show(all)}`);
  return fits;
}

/** Asserts that checking the plan reports no error, and no warning of the given name. */
export function expectGood(plan: unknown, options: CompileOptions = {}, without?: string): readonly Diagnostic[] {
  const all = findings(plan, options);
  const bad = all.filter((item) => item.severity === 'error' || item.name === without);
  assert.is(bad.length, 0, `expected no finding, got ${show(bad)}`);
  return all;
}

function show(list: readonly Diagnostic[]): string {
  return list.map((item) => `${item.severity} ${item.name} ${item.pointer}`).join('; ') || 'none';
}
