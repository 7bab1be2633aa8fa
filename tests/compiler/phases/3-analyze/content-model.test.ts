import fc from 'fast-check';
import { type DefaultTreeAdapterMap, parse } from 'parse5';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { check, compile } from '../../../../src/compiler/index.ts';
import { HTML_ELEMENTS, MATH_ELEMENTS, SVG_ELEMENTS, VOID_ELEMENTS } from '../../../../src/plan/html/elements.ts';

type Node = { type: 'text'; value: string } | { type: 'element'; tag: string; children?: Node[] };
type Parsed = DefaultTreeAdapterMap['node'];

const NAMES = [
  ...HTML_ELEMENTS,
  'svg',
  'math',
  'rect',
  'circle',
  'title',
  'desc',
  'mi',
  'mtext',
  'mrow',
  'x-card',
  'unknown',
];

/** The shape of a tree: names and non-empty texts, neighbours joined. */
function shapeOf(nodes: readonly Node[]): string {
  let out = '';
  let text = '';
  const flush = () => {
    out += text && JSON.stringify(text);
    text = '';
  };
  for (const node of nodes) {
    if (node.type === 'text') text += node.value;
    else {
      flush();
      out += `<${node.tag}>${shapeOf(node.children ?? [])}</>`;
    }
  }
  flush();
  return out;
}

function parsedShape(nodes: readonly Parsed[]): string {
  return nodes
    .filter((node) => node.nodeName !== 'script')
    .map((node) =>
      'value' in node
        ? JSON.stringify(node.value)
        : `<${node.nodeName}>${parsedShape('childNodes' in node ? node.childNodes : [])}</>`,
    )
    .join('');
}

function bodyOf(html: string): readonly Parsed[] {
  const root = parse(html).childNodes.find((node) => node.nodeName === 'html') as DefaultTreeAdapterMap['element'];
  return (root.childNodes.find((node) => node.nodeName === 'body') as DefaultTreeAdapterMap['element']).childNodes;
}

const planOf = (root: Node) => JSON.stringify({ specVersion: 'runtime-plan/v1', id: 'x', version: 1, root });

const tree = fc.letrec<{ node: Node }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 6, depthIdentifier: 'depth' },
    fc.constantFrom<Node>({ type: 'text', value: 'x' }, { type: 'text', value: ' ' }, { type: 'text', value: '\n' }),
    fc.record({
      type: fc.constant('element' as const),
      tag: fc.constantFrom(...NAMES),
      children: fc.array(tie('node'), { maxLength: 3, depthIdentifier: 'depth' }),
    }),
  ),
}));

const it = suite('content model');

it('C058: whatever builds is parsed as it was written', async () => {
  let built = 0;
  const runs = process.env['RENDERIFY_FULL'] ? 60_000 : 6_000;
  await fc.assert(
    fc.asyncProperty(tree.node, async (root) => {
      const { bundle } = await compile({ name: 'x', text: planOf(root) }, { profile: 'relaxed' });
      if (!bundle) return;
      built++;
      const html = bundle.files[0]?.text ?? '';
      assert.is(parsedShape(bodyOf(html)), shapeOf([root]));
    }),
    { numRuns: runs, seed: 7 },
  );
  assert.ok(built > runs / 5, `only ${built} of ${runs} trees were accepted`);
});

it('accepts every pair of elements that the parser leaves alone, but for the known exceptions', () => {
  const refused: string[] = [];
  for (const outer of HTML_ELEMENTS) {
    for (const inner of HTML_ELEMENTS) {
      if (VOID_ELEMENTS.has(outer)) continue;
      const root: Node = { type: 'element', tag: outer, children: [{ type: 'element', tag: inner }] };
      const written = `<${outer}><${inner}>${VOID_ELEMENTS.has(inner) ? '' : `</${inner}>`}</${outer}>`;
      const stays = parsedShape(bodyOf(`<!doctype html><body>${written}`)) === shapeOf([root]);
      const { diagnostics } = check({ name: 'x', text: planOf(root) }, { profile: 'relaxed' });
      const errors = diagnostics.filter((one) => one.severity === 'error');
      if (stays && errors.some((one) => one.name === 'html-reparented')) refused.push(`${outer}>${inner}`);
    }
  }
  assert.equal(
    refused.filter((pair) => !/^(select|optgroup|option|textarea|table)>/.test(pair)),
    [],
  );
});

it('keeps the parts of SVG and MathML that stand in their vocabulary', () => {
  for (const [home, names] of [
    ['svg', SVG_ELEMENTS],
    ['math', MATH_ELEMENTS],
  ] as const) {
    for (const tag of names) {
      if (tag === home) continue;
      const root: Node = { type: 'element', tag: home, children: [{ type: 'element', tag }] };
      const { diagnostics } = check({ name: 'x', text: planOf(root) }, { profile: 'relaxed' });
      assert.equal(
        diagnostics.filter((one) => one.name === 'html-reparented'),
        [],
        tag,
      );
    }
  }
});

it.run();
