import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { typeFindings } from '../../src/cli/modules/type-findings.ts';
import { checkFully } from '../../src/compiler/index.ts';
import { type TypedModule, typecheck } from '../../src/linker/typecheck.ts';

const test = suite('types of plan code');
const module = (text: string, name = './app.tsx'): TypedModule => ({ name, text, language: 'tsx' });
const errorsOf = async (...modules: TypedModule[]) =>
  (await typecheck(modules)).map(({ module: name, message, span }) => `${name} ${span.start}-${span.end} ${message}`);

test('errors are told with their place', async () => {
  assert.equal(await errorsOf(module('const a: number = "x"; document.title.foo')), [
    './app.tsx 6-7 Type `string` is not assignable to type `number`. (TS2322)',
    './app.tsx 38-41 Property `foo` does not exist on type `string`. (TS2339)',
  ]);
});

test('modules beside the plan are typed together', async () => {
  const helper = module('export const double = (n: number) => n * 2', './lib/helper.ts');
  const app = module('import { double } from "./lib/helper.ts"; double("x")');
  assert.equal(await errorsOf(app, { ...helper, language: 'ts' }), [
    './app.tsx 49-52 Argument of type `string` is not assignable to parameter of type `number`. (TS2345)',
  ]);
});

test('Preact has types, by each of its names', async () => {
  for (const name of ['preact/hooks', 'react', 'preact/compat']) {
    const code = `import { useState } from "${name}"; const [n, set] = useState<number>(0); n.toFixed(1); set("x");`;
    assert.is((await errorsOf(module(code))).length, 1, name);
  }
});

test('what only lacks the types of a package is no error', async () => {
  const code = `
    import { LineChart, type LineChartProps } from 'recharts';
    import * as scale from 'd3-scale';
    import React, { unheardOf } from 'react';
    import './page.css';
    import data from './data.json';
    import { card } from './card.mjs';
    let props: LineChartProps, linear: scale.ScaleLinear<number, number>, node: React.JSX.Element;
    scale.scaleLinear<number>().domain([0, 1]);
    export default ({ state, vars }) => (
      <>
        <LineChart<number> data={data} onClick={(e) => e.foo} />
        <my-element any={1} class="a" key="b">{card(state.n, vars)}{unheardOf}</my-element>
      </>
    );`;
  assert.equal(await errorsOf(module(code)), []);
});

test('nothing of the machine has types', async () => {
  assert.is((await errorsOf(module('process.env.HOME; require("fs")'))).length, 2);
});

test('findings point into the source of the plan', async () => {
  const root = { type: 'element', tag: 'main', props: { lang: 'en' } };
  const plan = (code: string, language = 'ts') => ({
    name: 'plan.json',
    text: JSON.stringify({ specVersion: 'runtime-plan/v1', id: 'a', version: 1, root, source: { code, language } }),
  });
  const found = async (code: string, language?: string, profile = 'trusted') =>
    typeFindings(await checkFully(plan(code, language), { profile, stages: true }));
  const [one] = await found('export default 1; const a: number = "x"');
  assert.equal([one?.name, one?.pointer, one?.inside], ['source-types', '/source/code', { start: 24, end: 25 }]);
  for (const [code, language, profile] of [
    ['const a = (', 'ts', 'trusted'],
    ['const a = 1; a.b.c', 'js', 'trusted'],
    ['const a: number = "x"', 'ts', 'strict'],
  ])
    assert.equal(await found(code ?? '', language, profile), []);
});

test.run();
