import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createLab, type LabPage } from '../helpers/lab.ts';
import { el, planOf } from '../helpers/plan.ts';
import { type Built, openWorkshop } from '../helpers/project.ts';

const test = suite('real packages in the page');
const lab = createLab();
const workshop = await openWorkshop();
test.after(async () => {
  await lab.close();
  await workshop.close();
});

const DATA = `const data = [{ name: 'a', v: 3 }, { name: 'b', v: 5 }, { name: 'c', v: 1 }];`;

test('recharts 3: line and bar charts, on one copy of Preact', async () => {
  const { page, built } = await show(
    { recharts: '3.3.0' },
    `import { Bar, BarChart, Line, LineChart, Tooltip, XAxis, YAxis } from 'recharts';
    ${DATA}
    export default () => <main>
      <LineChart width={300} height={200} data={data}><XAxis dataKey="name" /><YAxis /><Tooltip /><Line dataKey="v" isAnimationActive={false} /></LineChart>
      <BarChart width={300} height={200} data={data}><Bar dataKey="v" fill="#123456" isAnimationActive={false} /></BarChart>
    </main>`,
  );
  await page.page.waitForSelector('path.recharts-line-curve');
  assert.is(await page.page.locator('.recharts-bar-rectangle').count(), 3);
  assert.ok((await page.page.locator('.recharts-cartesian-axis-tick').count()) >= 3);
  assert.is(copiesOfPreact(built), 1);
  assert.equal(await page.complaints(), []);
});

test('date-fns, lodash-es, nanoid and d3-scale compute at build what the page computes', async () => {
  const { page, built } = await show(
    { 'date-fns': '4.4.0', 'lodash-es': '4.18.1', nanoid: '5.1.12', 'd3-scale': '4.0.3' },
    `import { format } from 'date-fns'; import { chunk } from 'lodash-es'; import { customAlphabet, nanoid } from 'nanoid'; import { scaleLinear } from 'd3-scale';
    export default () => <p>{format(new Date(2020, 0, 2), 'yyyy-MM-dd')} {chunk([1, 2, 3], 2).length} {nanoid().length} {scaleLinear().domain([0, 1]).range([0, 10])(0.5)}</p>`,
  );
  assert.is(await page.text('p'), '2020-01-02 2 21 5');
  assert.ok(built.script.length < 60_000, `only what is used is in the page: ${built.script.length}`);
  assert.equal(await page.complaints(), []);
});

test('@preact/signals and zustand hold state beside the plan', async () => {
  const { page } = await show(
    { '@preact/signals': '2.11.4', zustand: '5.1.0' },
    `import { signal } from '@preact/signals'; import { create } from 'zustand';
    const count = signal(0); const useStore = create((set) => ({ n: 0, inc: () => set((s) => ({ n: s.n + 1 })) }));
    export default () => { const { n, inc } = useStore(); return <main><button id="a" onClick={() => count.value++}>{count}</button><button id="b" onClick={inc}>{n}</button></main> }`,
  );
  for (const id of ['#a', '#a', '#b']) await page.click(id);
  assert.is(await page.page.innerText('#a'), '2');
  assert.is(await page.page.innerText('#b'), '1');
  assert.equal(await page.complaints(), []);
});

test('react-hook-form reads and checks a form', async () => {
  const { page } = await show(
    { 'react-hook-form': '7.92.0' },
    `import { useState } from 'react'; import { useForm } from 'react-hook-form';
    export default () => { const { register, handleSubmit, formState: { errors } } = useForm(); const [sent, send] = useState('');
      return <form onSubmit={handleSubmit((values) => send(JSON.stringify(values)))}><input {...register('name', { required: 'name it' })} /><button>send</button><p>{errors.name?.message ?? sent}</p></form> }`,
  );
  await page.click('button');
  await page.page.waitForFunction('document.querySelector("p").textContent === "name it"');
  await page.page.fill('input', 'Ada');
  await page.click('button');
  await page.page.waitForFunction(`document.querySelector("p").textContent === '{"name":"Ada"}'`);
});

test('a component in the manner of shadcn, with class-variance-authority and clsx', async () => {
  const { page, built } = await show(
    { 'class-variance-authority': '0.7.1', clsx: '2.1.1', 'tailwind-merge': '3.7.0' },
    `import { cva } from 'class-variance-authority'; import { clsx } from 'clsx'; import { twMerge } from 'tailwind-merge'; import { forwardRef, useState } from 'react';
    const cn = (...given) => twMerge(clsx(given));
    const variants = cva('btn px-2', { variants: { size: { sm: 'text-sm', lg: 'text-lg' } }, defaultVariants: { size: 'sm' } });
    const Button = forwardRef(({ className, size, ...props }, ref) => <button ref={ref} className={cn(variants({ size }), className)} {...props} />);
    export default () => { const [n, set] = useState(0); return <Button size="lg" className="px-4" onClick={() => set(n + 1)}>{n}</Button> }`,
  );
  assert.match(built.html, '<button class="btn text-lg px-4">0</button>');
  await page.click('button');
  assert.is(await page.text('button'), '1');
  assert.equal(await page.complaints(), []);
});

test('@mui/material: Button and Card, styled by rules in a sheet that the policy allows', async () => {
  const { page, built } = await show(
    { '@mui/material': '9.5.0', '@emotion/react': '11.14.0', '@emotion/styled': '11.14.1' },
    `import Button from '@mui/material/Button'; import Card from '@mui/material/Card'; import { useState } from 'react';
    export default () => { const [n, set] = useState(0); return <Card><Button variant="contained" onClick={() => set(n + 1)}>Hit {n}</Button></Card> }`,
  );
  assert.match(built.build.stderr, 'prerender-skipped', 'its cache of styles is made in pages only');
  await page.click('button');
  await page.page.waitForFunction('document.querySelector("button").innerText.toLowerCase().startsWith("hit 1")');
  assert.is(await page.style('button', 'color'), 'rgb(255, 255, 255)');
  assert.equal(await page.complaints(), []);
});

test('react-markdown, with links that the code spells out', async () => {
  const { page } = await show(
    { 'react-markdown': '10.1.0' },
    `import Markdown from 'react-markdown'; export default () => <Markdown>{'# Hi *you*\\n\\n[good](https://good.example/x) [bad](javascript:alert(1))'}</Markdown>`,
  );
  assert.is(await page.text('h1 em'), 'you');
  assert.is(await page.attr('a', 'href'), 'https://good.example/x');
});

test.run();

/** Builds a Preact source that imports packages of these versions, and opens the page. */
async function show(
  packages: Readonly<Record<string, string>>,
  code: string,
): Promise<{ page: LabPage; built: Built }> {
  const plan = planOf(el('p', { lang: 'en' }, 'fallback'), {
    source: { language: 'jsx', runtime: 'preact', code },
    capabilities: { maxExecutionMs: 10_000 },
    moduleManifest: manifestOf(packages, code),
  } as never);
  const built = await workshop.build(plan, {}, ['--profile', 'trusted']);
  return { page: await lab.show(built.bundle), built };
}

/** Every specifier of the code, with the version of its package; React's are aliases and need no entry. */
function manifestOf(
  packages: Readonly<Record<string, string>>,
  code: string,
): Record<string, { resolvedUrl: string; version: string }> {
  const specifiers = [...code.matchAll(/from '([^']+)'/g)].map(([, specifier = '']) => specifier);
  const entries = specifiers.flatMap((specifier) => {
    const name = Object.keys(packages).find((one) => specifier === one || specifier.startsWith(`${one}/`));
    if (name === undefined) return [];
    const version = packages[name] ?? '';
    return [
      [
        specifier,
        { resolvedUrl: `https://ga.jspm.io/npm:${name}@${version}${specifier.slice(name.length) || '/'}`, version },
      ] as const,
    ];
  });
  return Object.fromEntries(entries);
}

function copiesOfPreact({ bundle }: Built): number {
  const modules = bundle.manifest['modules'] as { id: string }[];
  return modules.filter(({ id }) => /^preact@[^/]+\/dist\//.test(id)).length;
}
