import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createAnswerCache } from '../../src/studio/server/answer-cache.ts';
import { createFairQueue } from '../../src/studio/server/fair-queue.ts';
import { createSessions } from '../../src/studio/server/sessions.ts';
import { zipName } from '../../src/studio/server/tasks/zip.ts';

test('clients take turns, however many jobs one of them has', () => {
  const queue = createFairQueue<number>();
  for (let job = 0; job < 5; job++) queue.push('greedy', job);
  queue.push('modest', 10);
  const taken = Array.from({ length: 6 }, () => queue.take(() => true)?.job);
  assert.equal(taken, [0, 10, 1, 2, 3, 4]);
  assert.is(queue.size, 0);
  assert.is(
    queue.take(() => true),
    undefined,
  );
});

test('who has its share already is passed over', () => {
  const queue = createFairQueue<string>();
  queue.push('a', 'one');
  queue.push('b', 'two');
  assert.equal(
    queue.take((client) => client !== 'a'),
    { client: 'b', job: 'two' },
  );
  queue.remove('a', 'one');
  assert.is(queue.size, 0);
});

test('a cache stays within its bytes and keeps what was used last', () => {
  const cache = createAnswerCache(10_000);
  const answer = { status: 200, head: new Uint8Array(1000) };
  for (let at = 0; at < 100; at++) {
    cache.put(`key ${at}`, answer);
    cache.get('key 0');
  }
  assert.ok(cache.get('key 0'));
  assert.is(cache.get('key 50'), undefined);
  assert.ok(cache.stats.bytes <= 10_000);
  cache.put('large', { status: 200, head: new Uint8Array(5000) });
  assert.is(cache.get('large'), undefined);
});

test('one client cannot drive out the sessions of another', async () => {
  const sessions = createSessions({ sessions: 4, sessionBytes: 1_000_000, sessionAge: 60_000 });
  const seed = { plan: '{}', options: '{}', moment: '{}', seq: 0 };
  const modest = sessions.open('modest', seed);
  for (let at = 0; at < 20; at++) sessions.open('greedy', seed);
  assert.is(sessions.stats.entries, 4);
  assert.equal(await sessions.step(modest, 0, async () => ({})), {});
});

test('sessions end with their age', async () => {
  const sessions = createSessions({ sessions: 4, sessionBytes: 1_000_000, sessionAge: -1 });
  const id = sessions.open('a', { plan: '{}', options: '{}', moment: '{}', seq: 0 });
  try {
    await sessions.step(id, undefined, async () => ({}));
    assert.unreachable();
  } catch (error) {
    assert.is((error as { code?: string }).code, 'not_found');
  }
});

test('an id of a plan makes a safe file name', () => {
  assert.is(zipName('../../etc/passwd'), 'etc-passwd.zip');
  assert.is(zipName('"; rm'), 'rm.zip');
  assert.is(zipName('日本'), 'plan.zip');
});

test.run();
