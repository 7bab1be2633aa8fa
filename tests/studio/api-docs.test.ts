import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { fencedBlocks } from '../helpers/fenced-blocks.ts';
import { closePlaygrounds, type Playground, spawnPlayground } from '../helpers/playground-server.ts';

const test = suite('examples of the HTTP API');
let server: Playground;
test.before(async () => {
  server = await spawnPlayground(['--no-policy-file']);
});
test.after(closePlaygrounds);

for (const { text, line } of fencedBlocks(readFileSync('docs/http-api.md', 'utf8'))) {
  const [, path, request = '', status, answer = ''] =
    /^POST (\S+)\n([\s\S]*?)\n\n(\d+)\n([\s\S]*)$/.exec(text.trim()) ?? [];
  if (path === undefined) continue;
  test(`docs/http-api.md:${line}: ${path} answers so`, async () => {
    const answered = await server.ask(path, request);
    const body = path === '/api/stream' ? answered.body.at(-1) : answered.body;
    assert.is(answered.status, Number(status), JSON.stringify(body));
    assertContains(body, JSON.parse(answer), '');
  });
}

test.run();

/** Everything that is expected is there; `…` in a text stands for anything. */
function assertContains(actual: unknown, expected: unknown, at: string): void {
  if (typeof expected === 'string') {
    assert.is(typeof actual, 'string', at);
    const pattern = expected.split('…').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
    assert.match(String(actual), new RegExp(`^${pattern.join('[\\s\\S]*')}$`), at);
  } else if (expected !== null && typeof expected === 'object') {
    for (const [key, value] of Object.entries(expected))
      assertContains((actual as Record<string, unknown> | null)?.[key], value, `${at}/${key}`);
  } else assert.is(actual, expected, at);
}
