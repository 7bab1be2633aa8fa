import { readdir, readFile } from 'node:fs/promises';
import { camelCase } from './names.ts';
import type { Scaffolded } from './scaffold.ts';

const RULES = 'src/compiler/phases/4-check/rules';
const GRAMMAR = /^(no|require|max|allowed)-(.+)$/;

/** A policy rule that refuses a prop, its table of tests, and a fixture of its finding. */
export async function scaffold(name: string): Promise<Scaffolded> {
  const [, , prop] = GRAMMAR.exec(name) ?? [];
  if (!prop) {
    const refused = `A rule is named \`no-x\`, \`require-x\`, \`max-x\` or \`allowed-x\`; \`${name}\` is not.`;
    return { files: {}, next: [], refused };
  }
  const code = await freeCode();
  return {
    files: {
      [`${RULES}/${name}.ts`]: ruleFile(name, prop, code),
      [`tests/compiler/phases/4-check/rules/${name}.test.ts`]: testFile(name, prop),
      [`fixtures/diagnostics/${code}-${name}/plan.json`]: planFile(prop),
    },
    next: [
      `Write what the rule refuses into ${RULES}/${name}.ts. A number or list of the policy becomes a field in`,
      '  src/compiler/phases/4-check/policy/fields.ts; name it in `fields`.',
      `Run \`UPDATE=1 FILTER=${code} npm test fixtures\`, and read the new _expected.txt as a user.`,
    ],
  };
}

/** The next code after all that were ever given to a rule: codes are not used again. */
async function freeCode(): Promise<string> {
  const files = (await readdir(RULES)).filter((file) => file.endsWith('.ts'));
  const texts = await Promise.all(files.map((file) => readFile(`${RULES}/${file}`, 'utf8')));
  const taken = texts.flatMap((text) => [...text.matchAll(/code: 'RF(\d{4})'/g)].map(([, digits]) => Number(digits)));
  return `RF${Math.max(...taken) + 1}`;
}

function ruleFile(name: string, prop: string, code: string): string {
  return `import { quote } from '../../../../diagnostics/quote.ts';
import { token } from '../../../../plan/pointer.ts';
import { defineRule } from '../rule.ts';

/** Refuses the prop \`${prop}\`. */
export const ${camelCase(name)} = defineRule({
  code: '${code}',
  name: '${name}',
  docs: 'No element may have the prop \`${prop}\`.',
  example: { bad: '"${prop}": "x"', good: 'leave it out' },
  fields: [],
  create: ({ report, pointerOf }) => ({
    Attribute({ prop }, node) {
      if (prop !== '${prop}') return;
      const pointer = \`\${pointerOf(node)}/props\${token(prop)}\`;
      report({ pointer, at: 'key', message: \`The prop \${quote(prop)} is not allowed.\`, help: 'Remove it.' });
    },
  }),
});
`;
}

function testFile(name: string, prop: string): string {
  return `import { ${camelCase(name)} } from '../../../../../src/compiler/phases/4-check/rules/${name}.ts';
import { testRule, withElement } from '../../../../helpers/test-rule.ts';

testRule(${camelCase(name)}, {
  accept: [{ name: 'other props', plan: withElement('p', { title: 'x' }) }],
  reject: [
    {
      name: 'the prop',
      plan: withElement('p', { '${prop}': 'x' }),
      pointer: '/root/children/0/props/${prop}',
      message: '${prop}',
    },
  ],
});
`;
}

function planFile(prop: string): string {
  const node = `{ "type": "element", "tag": "p", "props": { "${prop}": "x" } }`;
  return `{
  "specVersion": "runtime-plan/v1",
  "id": "example",
  "version": 1,
  "root": { "type": "element", "tag": "main", "props": { "lang": "en" }, "children": [${node}] }
}
`;
}
