import { camelCase } from './names.ts';
import type { Scaffolded } from './scaffold.ts';

/** An output target that writes one page, and a test that builds it. */
export function scaffold(name: string): Scaffolded {
  return {
    files: {
      [`src/compiler/targets/${name}.ts`]: targetFile(name),
      [`tests/compiler/targets/${name}.test.ts`]: testFile(name),
    },
    next: [
      `Write the files of the target in \`assemble\` in src/compiler/targets/${name}.ts; what targets share is in src/compiler/layout/.`,
      `Add \`${name}\` to \`targets\` in fixtures/compile/counter/options.json and run \`UPDATE=1 npm test fixtures\`.`,
    ],
  };
}

function targetFile(name: string): string {
  return `import { assemblePage } from '../layout/page.ts';
import type { Target } from './target.ts';

/** One page called \`${name}.html\`. */
export const ${camelCase(name)}: Target = {
  name: '${name}',
  summary: 'one page, ${name}.html',
  kind: 'page',
  manifest: true,
  assemble: (emitted, parts) => [{ path: '${name}.html', text: assemblePage(emitted, parts) }],
};
`;
}

function testFile(name: string): string {
  return `import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { TARGET_NAMES } from '../../../src/compiler/index.ts';
import { bundleOf } from '../../helpers/door.ts';
import { el, planOf } from '../../helpers/plan.ts';

const test = suite('target ${name}');

test('is one that --target takes', () => {
  assert.ok(TARGET_NAMES.includes('${name}'));
});

test('writes its files, the entry first, and the manifest', async () => {
  const { files, entry } = await bundleOf(planOf(el('p', { lang: 'en' }, 'Hello')), { target: '${name}' });
  assert.is(entry, '${name}.html');
  assert.equal(
    files.map(({ path }) => path).sort(),
    ['${name}.html', 'renderify.manifest.json'],
  );
  assert.match(files.find(({ path }) => path === entry)?.text ?? '', '<p lang=en>Hello</p>');
});

test.run();
`;
}
