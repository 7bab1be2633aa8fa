// Two pages, each as a plan and as a careful person would write it by hand under the same strict policy.
import { createHash } from 'node:crypto';

type Node = { type: string; tag?: string; value?: string; props?: Record<string, unknown>; children?: Node[] };

const text = (value: string): Node => ({ type: 'text', value });
const element = (tag: string, props: Record<string, unknown>, ...children: Node[]): Node => ({
  type: 'element',
  tag,
  ...(Object.keys(props).length && { props }),
  ...(children.length && { children }),
});
const plan = (id: string, root: Node, initial: object, transitions: object) => ({
  specVersion: 'runtime-plan/v1',
  id,
  version: 1,
  root,
  state: { initial, transitions },
});

/** A heading, a text with the count, three buttons and a class that toggles. */
export const counterPlan = plan(
  'counter',
  element(
    'main',
    { lang: 'en' },
    element('h1', {}, text('Counter')),
    element('p', { id: 'count' }, text('Count: {{state.count}}')),
    element('button', { type: 'button', onClick: 'add' }, text('Add')),
    element('button', { type: 'button', onClick: 'reset' }, text('Reset')),
    element('button', { type: 'button', onClick: 'toggle' }, text('Toggle')),
    element('div', { id: 'panel', class: 'panel open-{{state.open}}' }, text('Panel')),
  ),
  { count: 0, open: false },
  {
    add: [{ type: 'increment', path: 'count' }],
    reset: [{ type: 'set', path: 'count', value: 0 }],
    toggle: [{ type: 'toggle', path: 'open' }],
  },
);

/** The same page by hand. */
export const counterByHand = page(
  'Counter',
  '<main lang=en><h1>Counter</h1><p id=count>Count: 0</p><button type=button>Add</button><button type=button>Reset</button><button type=button>Toggle</button><div id=panel class="panel open-false">Panel</div></main>',
  'let n=0,o=!1,[i,r,t]=document.querySelectorAll("button"),c=document.getElementById("count").firstChild,p=document.getElementById("panel");i.onclick=()=>{c.data="Count: "+ ++n};r.onclick=()=>{n&&(c.data="Count: "+(n=0))};t.onclick=()=>{p.className="panel open-"+(o=!o)}',
);

const SIX = [1, 2, 3, 4, 5, 6];
const ROWS = Array.from({ length: 34 }, (_, row) => row);
const COLUMNS = ['Name', 'Owner', 'Status', 'Updated', 'Size'];
const cell = (row: number, column: string) => `${column} ${row + 1}`;

/** About 260 elements, 12 bound texts, six buttons that each change several paths. */
export function dashboardPlan(id = 'dashboard') {
  const initial: Record<string, number> = {};
  const transitions: Record<string, object[]> = {};
  for (const i of SIX) {
    initial[`total${i}`] = i * 10;
    initial[`change${i}`] = 0;
    transitions[`update${i}`] = [
      { type: 'increment', path: `total${i}`, by: i },
      { type: 'increment', path: `change${i}` },
      { type: 'set', path: `total${(i % 6) + 1}`, value: i },
    ];
  }
  const card = (i: number) =>
    element(
      'section',
      { class: 'card' },
      element('h2', {}, text(`Metric ${i}`)),
      element('p', { class: 'value' }, text(`{{state.total${i}}}`)),
      element('p', { class: 'change' }, text(`Change: {{state.change${i}}}%`)),
    );
  const root = element(
    'main',
    { lang: 'en' },
    element('h1', {}, text(id === 'dashboard' ? 'Dashboard' : id)),
    element('div', { class: 'cards' }, ...SIX.map(card)),
    element(
      'nav',
      {},
      ...SIX.map((i) => element('button', { type: 'button', onClick: `update${i}` }, text(`Update ${i}`))),
    ),
    element(
      'table',
      {},
      element('thead', {}, element('tr', {}, ...COLUMNS.map((one) => element('th', {}, text(one))))),
      element(
        'tbody',
        {},
        ...ROWS.map((row) => element('tr', {}, ...COLUMNS.map((one) => element('td', {}, text(cell(row, one)))))),
      ),
    ),
  );
  return plan(id, root, initial, transitions);
}

/** The same page by hand. */
export const dashboardByHand = page(
  'Dashboard',
  `<main lang=en><h1>Dashboard</h1><div class=cards>${SIX.map((i) => `<section class=card><h2>Metric ${i}</h2><p class=value>${i * 10}</p><p class=change>Change: 0%</p></section>`).join('')}</div><nav>${SIX.map((i) => `<button type=button>Update ${i}</button>`).join('')}</nav><table><thead><tr>${COLUMNS.map((one) => `<th>${one}</th>`).join('')}</tr></thead><tbody>${ROWS.map((row) => `<tr>${COLUMNS.map((one) => `<td>${cell(row, one)}</td>`).join('')}</tr>`).join('')}</tbody></table></main>`,
  'let t=[10,20,30,40,50,60],c=[0,0,0,0,0,0],v=[...document.querySelectorAll(".value")].map(e=>e.firstChild),h=[...document.querySelectorAll(".change")].map(e=>e.firstChild);document.querySelectorAll("button").forEach((b,i)=>{let j=(i+1)%6;b.onclick=()=>{v[i].data=t[i]+=i+1;h[i].data="Change: "+ ++c[i]+"%";v[j].data=t[j]=i+1}})',
);

function page(title: string, body: string, code: string): string {
  const script = `{${code}}`;
  const hash = createHash('sha256').update(script).digest('base64');
  return `<!doctype html><html lang=en><meta charset=utf-8><meta http-equiv=content-security-policy content="default-src 'none';script-src 'sha256-${hash}';style-src 'none';base-uri 'none';form-action 'none';require-trusted-types-for 'script';trusted-types 'none'"><meta name=viewport content="width=device-width"><meta name=color-scheme content="light dark"><title>${title}</title><body>${body}<script>${script}</script>`;
}
