import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Rule } from '../../src/compiler/phases/4-check/rule.ts';
import type { CompileOptions } from '../../src/compiler/stages.ts';
import type { JsonObject } from '../../src/plan/types.ts';
import { findings } from './door.ts';

/** One plan that a rule accepts; `plan` is merged over a small good one. */
export interface RuleCase {
  readonly name: string;
  readonly plan: object;
  /** Default `strict`. */
  readonly profile?: string;
  /** Policy fields on top of the profile. */
  readonly fields?: JsonObject;
}

/** One plan that a rule refuses, and where. */
export interface RejectedCase extends RuleCase {
  readonly pointer: string;
  /** A part of the message. */
  readonly message?: string;
  readonly severity?: 'error' | 'warning';
}

/** Tests a rule through the compiler's own door, by plans that it accepts and refuses. */
export function testRule(
  rule: Rule,
  cases: { accept: readonly RuleCase[]; reject: readonly RejectedCase[] },
  options: CompileOptions = {},
): void {
  const test = suite(`rule ${rule.name}`);
  for (const one of cases.accept) {
    test(`accepts ${one.name}`, () => assert.equal(reported(rule, one, options), []));
  }
  for (const one of cases.reject) {
    test(`refuses ${one.name}`, () => {
      const all = reported(rule, one, options);
      const found = all.find(({ pointer }) => pointer === one.pointer);
      assert.ok(found, `${rule.name} at ${one.pointer}, but found ${JSON.stringify(all)}`);
      assert.is(found.severity, one.severity ?? 'error');
      assert.ok(found.help, 'a finding of a rule says what to do');
      if (one.message) assert.match(found.message, one.message);
    });
  }
  test.run();
}

/** A good plan whose root has these children. */
export function withChildren(...children: readonly object[]): object {
  return { root: { type: 'element', tag: 'main', props: { lang: 'en' }, children } };
}

/** A good plan with one element. */
export function withElement(tag: string, props: object = {}): object {
  return withChildren({ type: 'element', tag, props });
}

function reported(rule: Rule, { plan, profile = 'strict', fields = {} }: RuleCase, options: CompileOptions) {
  const base = { specVersion: 'runtime-plan/v1', id: 'a', version: 1, ...withChildren() };
  const all = findings({ ...base, ...plan }, { ...options, profile, policyOverrides: fields });
  return all
    .filter(({ code }) => code === rule.code)
    .map(({ pointer, severity, message, help }) => ({
      pointer,
      severity,
      message,
      help,
    }));
}
