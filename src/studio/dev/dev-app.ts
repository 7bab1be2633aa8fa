import { randomBytes } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { mediaType } from '../../util/media-type.ts';
import { guard, type Own } from '../http/guard.ts';
import type { Update } from './client/protocol.ts';
import { toDevPage } from './dev-page.ts';
import type { DevSession, LivePlan } from './dev-session.ts';
import type { EventHub } from './event-hub.ts';
import { findingsPage, indexPage, type OwnPage, textOf } from './pages.ts';
import { placesOf } from './places-of.ts';

/** What the server is made of. */
export interface DevParts {
  readonly session: DevSession;
  /** Plans that have changed. */
  readonly hub: EventHub<LivePlan>;
  readonly own: Own;
  /** The address that opens a place in an editor, with `{file}`, `{line}` and `{column}` in it. */
  readonly editor: string;
}

/** The dev server: each plan at its folder, an index where there are several, and the events that keep pages up to date. */
export function createDevApp({ session, hub, own, editor }: DevParts): Hono {
  // Versions of an earlier server say nothing.
  const boot = randomBytes(4).toString('hex');
  const versionOf = ({ version }: LivePlan) => `${boot}.${version}`;
  const all = () => `${boot}.${session.plans().reduce((sum, { version }) => sum + version, 0)}`;
  const toUpdate = (plan: LivePlan): Update => updateOf(plan, versionOf(plan), editor);
  const find = (name: string | undefined) => session.plans().find((one) => one.name === name);
  const app = new Hono();

  app.use(guard(own));
  app.use(async (context, next) => {
    await next();
    for (const [name, value] of HEADERS) context.header(name, value);
  });
  app.get('/_renderify/events', (context) => {
    const { plan: name, version } = context.req.query();
    const last = context.req.header('last-event-id');
    return streamSSE(context, async (stream) => {
      const ended = new AbortController();
      stream.onAbort(() => ended.abort());
      const send = (update: Update) => stream.writeSSE({ id: update.version, data: JSON.stringify(update) });
      const events = hub.listen(ended.signal);
      await stream.write(`retry: ${RETRY_MS}\n\n`);
      const plan = find(name);
      const now = plan ? versionOf(plan) : all();
      // A page that has just been loaded is the last good one, and knows nothing yet of what was found since.
      const isNews = now !== (last ?? version) || (last === undefined && plan?.bundle !== undefined && isBad(plan));
      if (isNews) await send(plan ? toUpdate(plan) : { version: now, kind: 'page' });
      for await (const event of events)
        if (event === 'beat') await stream.write(': \n\n');
        else if (!plan) await send({ version: all(), kind: 'page' });
        else if (event.name === name) await send(toUpdate(event));
    });
  });
  app.get('/_renderify/page/:version', (context) => {
    const plan = find(context.req.query('plan'));
    if (!plan?.bundle || versionOf(plan) !== context.req.param('version'))
      return context.text('It has changed.\n', 409);
    return context.text(entryOf(plan));
  });
  app.get('*', (context) => {
    const path = decode(context.req.path);
    if (path === undefined) return context.text('There is no such page.\n', 404);
    const plans = session.plans();
    const nonce = randomBytes(16).toString('base64url');
    if (path === '' && !plans.some(({ folder }) => folder === ''))
      return answer(context, indexPage(plans, all(), nonce));
    const named = plans.find(
      ({ name, folder }) =>
        folder !== path && (name === path || `${folder}/index.html` === path || folder === `${path}/`),
    );
    if (named && path !== '') return context.redirect(`/${named.folder && `${encodeURI(named.folder)}/`}`);
    const plan = plans.find(({ folder }) => path === (folder && `${folder}/`));
    if (plan?.bundle) return showPlan(context, plan, versionOf(plan), nonce);
    if (plan) return answer(context, findingsPage(plan, placesOf(plan.compiled, editor), versionOf(plan), nonce));
    return sendFile(context, plans, path);
  });
  return app;
}

/** A server that was started again is found soon. */
const RETRY_MS = 300;
const HEADERS = [
  ['cache-control', 'no-store'],
  ['x-content-type-options', 'nosniff'],
  ['referrer-policy', 'no-referrer'],
  ['cross-origin-resource-policy', 'same-origin'],
] as const;

function showPlan(context: Context, plan: LivePlan, version: string, nonce: string): Response {
  const page = `/_renderify/page/${version}?${new URLSearchParams({ plan: plan.name })}`;
  return context.html(toDevPage(entryOf(plan), { plan: plan.name, version, page }, nonce));
}

function answer(context: Context, { html, csp }: OwnPage): Response {
  return context.html(html, 200, { 'content-security-policy': csp });
}

/** The other files of a bundle, at the paths where they would be. */
function sendFile(context: Context, plans: readonly LivePlan[], path: string): Response {
  for (const { folder, bundle } of plans)
    for (const file of bundle?.files ?? [])
      if (path === (folder ? `${folder}/${file.path}` : file.path)) {
        const type = mediaType(file.path);
        return context.body(file.text, 200, { 'content-type': type });
      }
  return context.text('There is no such page.\n', 404);
}

function entryOf({ bundle }: LivePlan): string {
  return bundle?.files.find(({ path }) => path === bundle.entry)?.text ?? '';
}

/** The path without its first slash; nothing for what is no text. */
function decode(path: string): string | undefined {
  try {
    return decodeURIComponent(path.slice(1));
  } catch {
    return undefined;
  }
}

function updateOf(plan: LivePlan, version: string, editor: string): Update {
  const { gone, compiled } = plan;
  if (!isBad(plan)) return { version, kind: 'page', html: entryOf(plan), framed: compiled.framed };
  const places = gone ? [{ text: 'All plans', href: '/' }] : placesOf(compiled, editor);
  return { version, kind: gone ? 'gone' : 'findings', text: textOf(plan), places };
}

function isBad({ gone, compiled }: LivePlan): boolean {
  return gone || !compiled.bundle;
}
