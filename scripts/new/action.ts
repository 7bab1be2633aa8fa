import { camelCase, pascalCase } from './names.ts';
import type { Scaffolded } from './scaffold.ts';

/** An action that writes its operand, the same function for the page, and a test at the compiler's door. */
export function scaffold(name: string): Scaffolded {
  const type = camelCase(name);
  return {
    files: {
      [`src/plan/actions/${name}.ts`]: actionFile(type, pascalCase(name)),
      [`src/runtime-lite/actions/${name}.ts`]: `export { apply${pascalCase(name)} } from '../../plan/actions/${name}.ts';\n`,
      [`tests/plan/actions/${name}.test.ts`]: testFile(name, type, pascalCase(name)),
    },
    next: [
      `Write what the action does into \`apply${pascalCase(name)}\` in src/plan/actions/${name}.ts; the page runs this very function.`,
      'Keep `inline` in step with it, or remove it. Where `apply` can fail, name the kinds in `accepts` and, for a',
      '  failure of a new name, add it to `ActionFailure` and to src/compiler/phases/3-analyze/findings.ts.',
      'Run `UPDATE=1 npm test fixtures`: fixtures/sizes.json gets the bytes of the new function.',
      'Teach the oracle: tests/helpers/oracle/actions.ts, and tests/helpers/arbitrary/state.ts, which makes random plans.',
    ],
  };
}

function actionFile(type: string, pascal: string): string {
  return `import type { Json } from '../types.ts';
import type { ActionDefinition } from './action.ts';

/** Replaces the value at a path. */
export const ${type}: ActionDefinition = {
  type: '${type}',
  summary: 'Replaces the value at \`path\` by \`value\`.',
  properties: { value: {} },
  required: ['value'],
  operand: { key: 'value', references: true },
  apply: apply${pascal},
  yields: (operand) => operand,
  inline: (place, operand) => \`\${place}=\${operand}\`,
};

/** The operand, whatever stood there. */
export function apply${pascal}(_old: Json | undefined, operand: Json): Json {
  return operand;
}
`;
}

function testFile(name: string, type: string, pascal: string): string {
  return `import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { apply${pascal} } from '../../../src/plan/actions/${name}.ts';
import { bundleOf, scriptOf } from '../../helpers/door.ts';
import { expectFinding } from '../../helpers/expect-finding.ts';
import { el, stateful } from '../../helpers/plan.ts';

const test = suite('action ${type}');
const planOf = (action: object) =>
  stateful(el('button', { onClick: 'go', lang: 'en' }, '{{n}}'), { n: 1 }, { go: [{ type: '${type}', path: 'n', ...action }] });

test('replaces the value', () => {
  assert.is(apply${pascal}(1, 2), 2);
  assert.is(apply${pascal}(undefined, null), null);
});

test('is written in line where it is certain, and called where it is not', async () => {
  assert.match(scriptOf(await bundleOf(planOf({ value: 2 }))), 's.n=2');
  const exposed = scriptOf(await bundleOf(planOf({ value: 2 }), { expose: true }));
  assert.match(exposed, /\\[\\["n"\\],\\$\\w+,2\\]/);
});

test('needs its value', () => {
  expectFinding(planOf({}), 'missing-key', { pointer: '/state/transitions/go/0' });
});

test.run();
`;
}
