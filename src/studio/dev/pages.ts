import { attributeValue, escapeText } from '../../compiler/escape.ts';
import { formatDiagnostics } from '../../diagnostics/format-diagnostics.ts';
import { linkPlaces } from './client/link-places.ts';
import type { Place } from './client/protocol.ts';
import { clientScript } from './dev-page.ts';
import type { LivePlan } from './dev-session.ts';

const STYLE = `:root{color-scheme:light dark;background:light-dark(#fff,#1b1b1f);color:light-dark(#1b1b1f,#f2f2f2);font:16px/1.5 system-ui,sans-serif}
body{margin:0 auto;max-width:60rem;padding:2rem 1rem}
h1{font-size:1.5rem}ul{list-style:none;padding:0}
li{display:flex;flex-wrap:wrap;gap:.25rem 1rem;justify-content:space-between;padding:.75rem 0;border-bottom:1px solid #8886}
a{color:light-dark(#0b57d0,#a8c7fa)}pre{overflow-x:auto;font:13px/1.5 ui-monospace,monospace}`;

/** A page of the server's own; its policy goes into the header. */
export interface OwnPage {
  readonly html: string;
  readonly csp: string;
}

/** The list of all plans. */
export function indexPage(plans: readonly LivePlan[], version: string, nonce: string): OwnPage {
  const items = plans.map(
    (plan) =>
      `<li><a href=${attributeValue(`/${encodeURI(plan.folder)}/`)}>${escapeText(plan.name)}</a><span>${statusOf(plan)}</span></li>`,
  );
  const body = `<main><h1>${plans.length} plans</h1><ul>${items.join('')}</ul></main>`;
  return ownPage('Plans', body, clientScript({ version }, nonce), nonce);
}

/** What stands at the address of a plan that has never been good. */
export function findingsPage(plan: LivePlan, places: readonly Place[], version: string, nonce: string): OwnPage {
  const frames = linkPlaces(textOf(plan), places).map((piece) =>
    typeof piece === 'string'
      ? escapeText(piece)
      : `<a href=${attributeValue(piece.href)}>${escapeText(piece.text)}</a>`,
  );
  const body = `<main><h1>${escapeText(plan.name)} was not built</h1><p>The page comes as soon as the plan is good.</p><pre tabindex="0">${frames.join('')}</pre></main>`;
  return ownPage(`${plan.name} was not built`, body, clientScript({ plan: plan.name, version }, nonce), nonce);
}

/** The findings of a plan as the terminal shows them, without colour. */
export function textOf({ gone, name, compiled: { diagnostics, sources } }: LivePlan): string {
  return gone ? `${name} was deleted or renamed.` : formatDiagnostics([{ diagnostics, sources }]);
}

function statusOf({ gone, compiled: { bundle, diagnostics } }: LivePlan): string {
  const count = (severity: string) => diagnostics.filter((one) => one.severity === severity).length;
  if (gone) return 'deleted or renamed';
  if (!bundle) return plural(count('error'), 'error');
  return count('warning') > 0 ? plural(count('warning'), 'warning') : 'good';
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function ownPage(title: string, body: string, script: string, nonce: string): OwnPage {
  const html = `<!doctype html><html lang=en><meta charset=utf-8>${script}<meta name=viewport content="width=device-width"><title>${escapeText(title)}</title><style nonce=${nonce}>${STYLE}</style><body>${body}`;
  const csp = `default-src 'none';script-src 'nonce-${nonce}';style-src 'nonce-${nonce}';connect-src 'self';base-uri 'none';form-action 'none'`;
  return { html, csp };
}
