import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { planNamed } from '../helpers/cli.ts';
import { type GithubApi, startGithubApi } from './github-api.ts';
import { commandsIn, createStage, type Stage, type Step } from './stage.ts';

const test = suite('the comment of the action');
const TOKEN = 'secret-token';

let stage: Stage;
let api: GithubApi;
let base: string;
test.before.each(async () => {
  api = await startGithubApi(TOKEN);
  stage = createStage({ 'plans/a.json': planNamed('a'), 'plans/b.json': planNamed('b') });
  base = stage.git('rev-parse', 'HEAD').trim();
});
test.after.each(async () => {
  stage.remove();
  await api.close();
});

function step(inputs: Readonly<Record<string, string>> = {}, url = api.url, event = 'pull_request'): Promise<Step> {
  return stage.step({
    event,
    payload: event === 'push' ? { before: base } : { pull_request: { number: 7, base: { sha: base } } },
    inputs: { plans: 'plans/*.json', comment: 'true', token: TOKEN, ...inputs },
    env: { GITHUB_API_URL: url },
  });
}

test('is made once and then kept up to date', async () => {
  stage.commit({ 'plans/a.json': planNamed('a2') });
  assert.is((await step()).status, 0);
  stage.commit({ 'plans/a.json': planNamed('a3') });
  assert.is((await step()).status, 0);
  assert.is(api.comments.length, 1);
  assert.match(api.comments[0]?.body ?? '', /^<!-- renderify:[0-9a-f]{16} -->\n## ✅ Renderify\n/);
  assert.match(api.comments[0]?.body ?? '', 'This is a3');
  assert.not.match(api.comments[0]?.body ?? '', 'This is a2');
});

test('another use of the action has another comment', async () => {
  await step();
  await step({ shard: '1/2' });
  await step({ profile: 'strict' });
  assert.is(api.comments.length, 3);
  assert.match(api.comments[1]?.body ?? '', '(shard <code>1/2</code>)');
});

test('is found on a later page, and never taken for that of a person', async () => {
  await step();
  const [own] = api.comments.splice(0);
  for (let id = 100; id < 250; id++)
    api.comments.push({ id, body: own?.body ?? '', user: { login: 'mallory', type: 'User' } });
  if (own) api.comments.push({ ...own, id: 300 });
  stage.commit({ 'plans/a.json': planNamed('later') });
  await step();
  assert.is(api.comments.length, 151);
  assert.match(api.comments.at(-1)?.body ?? '', 'This is later');
  assert.ok(api.comments.slice(0, -1).every(({ body }) => body === own?.body));
});

test('a token that may not comment, an API that is down or lies: the build is as it was', async () => {
  const down = async (prepare: () => void, kind: string, reason: string, url?: string) => {
    api.refuse.clear();
    prepare();
    const { status, stdout, summary } = await step({}, url);
    assert.is(status, 0);
    const said = commandsIn(stdout);
    assert.equal(
      said.map(({ name }) => name),
      [kind],
    );
    assert.match(said[0]?.message ?? '', reason);
    assert.not.match(stdout, TOKEN);
    assert.match(summary, '2 plans built');
  };
  await down(() => api.refuse.set('POST', 403), 'notice', 'pull requests of forks');
  await down(() => api.refuse.set('GET', 500), 'warning', 'the answer is 500');
  await down(() => {}, 'warning', 'there is no answer', 'http://127.0.0.1:1');
});

test('nobody is asked where it is not wanted, or there is no pull request', async () => {
  await step({ comment: 'false' });
  await step({}, api.url, 'push');
  assert.equal(api.requests, []);
});

test('a comment has room for so much', async () => {
  const many = Object.fromEntries(
    Array.from({ length: 120 }, (_, i) => [`plans/${'x'.repeat(100)}${i}.json`, planNamed(`p${i}`)]),
  );
  stage.commit(many);
  await step();
  const body = api.comments[0]?.body ?? '';
  assert.ok(body.length < 65_536);
  assert.match(body, 'The rest does not fit here; [the log](https://github.com/octo/pages/actions/runs/42)');
});

test.run();
