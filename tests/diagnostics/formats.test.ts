import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { codeFrame } from '../../src/diagnostics/code-frame.ts';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { formatDiagnostics } from '../../src/diagnostics/format-diagnostics.ts';
import { Lines } from '../../src/diagnostics/position.ts';

const text = '{\n  "id": "a",\n  "resolvedUrl": "https://evil.example/x.js"\n}\n';
const finding: Diagnostic = {
  code: 'RF4007',
  name: 'allowed-module-hosts',
  severity: 'error',
  message: 'Module `x` comes from `evil.example`.',
  pointer: '/resolvedUrl',
  related: [],
  help: 'add the host.',
};
const show = (change: Partial<Diagnostic>, format = 'pretty', source: string | Uint8Array = text, color = false) =>
  formatDiagnostics([{ diagnostics: [{ ...finding, ...change }], sources: [{ name: 'plans/a.json', text: source }] }], {
    format,
    color,
  });

const pretty = suite('format pretty');

pretty('says what, where and what to do', () => {
  assert.is(
    show({}),
    [
      'error RF4007 allowed-module-hosts',
      'Module `x` comes from `evil.example`.',
      '  plans/a.json:3:18  (/resolvedUrl)',
      '    3 |   "resolvedUrl": "https://evil.example/x.js"',
      '      |                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^',
      '  help: add the host.',
      '',
      '1 error',
      '',
    ].join('\n'),
  );
});

pretty('shows both places of a clash', () => {
  const shown = show({ at: 'key', related: [{ pointer: '/id', at: 'key', message: 'the first one' }] });
  assert.match(shown, '  plans/a.json:3:3  (/resolvedUrl)\n    3 |   "resolvedUrl"');
  assert.match(shown, '  plans/a.json:2:3  (/id) the first one\n    2 |   "id": "a",\n      |   ^^^^\n');
});

pretty('a place that is not there is named all the same', () => {
  assert.match(show({ pointer: '/no/such' }), '\n  plans/a.json  (/no/such)\n  help');
  assert.match(show({ byteOffset: 3 }), '\n  plans/a.json  (/resolvedUrl)\n  help');
  assert.match(show({ source: 'command line', pointer: '' }), '\n  command line\n  help');
});

pretty('nothing to say is nothing', () => assert.is(formatDiagnostics([]), ''));

pretty('colours only when asked', () => {
  assert.not.match(show({}), '\x1b');
  assert.match(show({}, 'pretty', text, true), '\x1b[31m');
});

pretty('no name can act on a terminal', () => {
  const evil = '\x1b]0;owned\x07\x1b[2J\u202e\u2066\u200b\u0085\ud800\n';
  const source = JSON.stringify({ [evil]: evil, resolvedUrl: evil }).replaceAll('\\u001b', '\x1b');
  const shown = show({ message: evil, help: evil, pointer: `/${evil}` }, 'pretty', source);
  assert.not.match(shown, /[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ud800]/);
  assert.match(shown, '\\u001b]0;owned\\u0007');
});

pretty('bytes are shown like text, without their mark', () => {
  assert.is(show({}, 'pretty', new TextEncoder().encode(`\ufeff${text}`)), show({}));
});

pretty.run();

const frame = suite('code frame');
const mark = (line: string, part: string, width = 60) => {
  const start = line.indexOf(part);
  const { code, marker } = codeFrame(new Lines(line), { start, end: start + part.length }, width);
  return [code, marker];
};

frame('a long line is cut around the place', () => {
  const [code = '', marker = ''] = mark(`{"a":"${'z'.repeat(5000)}","b":1,"c":"${'z'.repeat(5000)}"}`, '"b"');
  assert.ok(code.length <= 62, String(code.length));
  assert.is(code.slice(marker.indexOf('^'), marker.lastIndexOf('^') + 1), '"b"');
  assert.ok(code.startsWith('…') && code.endsWith('…'));
});

frame('wide characters take two columns, marks none, tabs two', () => {
  assert.equal(mark('"日本": x', 'x'), ['"日本": x', '        ^']);
  assert.equal(mark('"😀": x', 'x'), ['"😀": x', '      ^']);
  assert.equal(mark('"e\u0301": x', 'x'), ['"e\u0301": x', '     ^']);
  assert.equal(mark('\tx', 'x'), ['  x', '  ^']);
});

frame('hidden characters are shown and measured', () => {
  assert.equal(mark('"\u202e": x', 'x'), ['"\\u202e": x', '          ^']);
});

frame('a span of several lines is marked on its first, an empty one by one mark', () => {
  const two = codeFrame(new Lines('ab{\n}'), { start: 2, end: 5 }, 60);
  assert.equal([two.code, two.marker], ['ab{', '  ^']);
  const end = codeFrame(new Lines('ab'), { start: 2, end: 2 }, 60);
  assert.equal([end.code, end.marker], ['ab', '  ^']);
});

frame.run();

const inner = suite('a place in a text that the plan holds');
const code = 'const a = "é😀";\n\tfetch(a);\n';
const plan = `{\n  "source": { "code": ${JSON.stringify(code).replace('é', '\\u00e9').replace('fetch', 'fe\\u0074ch')} }\n}\n`;
const at = code.indexOf('fetch');
const within = { pointer: '/source/code', inside: { start: at, end: at + 5 } };

inner('is shown by the lines of that text, and where it stands in the plan', () => {
  assert.match(
    show(within, 'pretty', plan),
    '\n  plans/a.json:2:50  (/source/code) line 2, column 2\n    2 |   fetch(a);\n      |   ^^^^^\n  help',
  );
});

inner('is in every format for programs', () => {
  const [one] = JSON.parse(show(within, 'json', plan)).diagnostics;
  const outer = plan.indexOf('fe\\u0074ch');
  assert.equal([one.line, one.column, one.offset, one.length], [2, 50, outer, 10]);
  assert.equal(one.inside, { line: 2, column: 2, endLine: 2, endColumn: 7, offset: at, length: 5 });
  assert.match(show(within, 'github', plan), ',line=2,endLine=2,col=50,endColumn=60,');
  assert.match(show(within, 'github', plan), '%0A/source/code:2:2%0A');
  const [result] = JSON.parse(show(within, 'sarif', plan)).runs[0].results;
  assert.is(result.locations[0].physicalLocation.region.startColumn, 50);
  assert.equal(result.locations[0].properties.inside, { startLine: 2, startColumn: 2, endLine: 2, endColumn: 7 });
});

inner('is left out where the value is no text', () => {
  assert.match(show({ ...within, pointer: '/source' }, 'pretty', plan), '\n  plans/a.json:2:13  (/source)\n');
});

inner('of another file is a place of that file', () => {
  const other = { name: './card.mjs', text: 'a();\nfetch();\n' };
  const finding_: Diagnostic = { ...finding, pointer: '', source: './card.mjs', span: { start: 5, end: 10 } };
  const shown = formatDiagnostics([{ diagnostics: [finding_], sources: [{ name: 'a.json', text }, other] }]);
  assert.match(shown, '\n  ./card.mjs:2:1\n    2 | fetch();\n      | ^^^^^\n');
});

inner.run();

const machine = suite('formats for programs');

machine('json holds everything, with lines, columns and offsets', () => {
  const document = JSON.parse(show({ fix: [{ op: 'remove', path: '/resolvedUrl' }] }, 'json'));
  assert.equal(document, {
    format: 'renderify-diagnostics/v1',
    diagnostics: [
      {
        code: 'RF4007',
        name: 'allowed-module-hosts',
        severity: 'error',
        message: 'Module `x` comes from `evil.example`.',
        file: 'plans/a.json',
        line: 3,
        column: 18,
        endLine: 3,
        endColumn: 45,
        offset: 32,
        length: 27,
        pointer: '/resolvedUrl',
        help: 'add the host.',
        fix: [{ op: 'remove', path: '/resolvedUrl' }],
      },
    ],
  });
  assert.equal(JSON.parse(formatDiagnostics([], { format: 'json' })).diagnostics, []);
});

machine('json escapes what could act on a terminal', () => {
  const shown = show({ message: '\u202e\x9b' }, 'json');
  assert.match(shown, '\\u202e\\u009b');
  assert.is(JSON.parse(shown).diagnostics[0].message, '\u202e\x9b');
});

machine('github commands cannot be forged', () => {
  const shown = show({ message: '100% sure\n::error::x', name: 'a,b:c' }, 'github');
  assert.is(shown.split('\n').length, 2);
  assert.match(
    shown,
    /^::error file=plans\/a\.json,line=3,endLine=3,col=18,endColumn=45,title=RF4007 a%2Cb%3Ac::100%25 sure/,
  );
  assert.match(show({ severity: 'warning' }, 'github'), /^::warning /);
});

machine('sarif is a log of version 2.1.0 whose results name their rules', () => {
  const [run] = JSON.parse(show({ related: [{ pointer: '/id', message: 'first' }] }, 'sarif')).runs;
  const [result] = run.results;
  assert.is(run.tool.driver.rules[result.ruleIndex].id, 'RF4007');
  assert.is(result.level, 'error');
  assert.equal(result.locations[0].physicalLocation, {
    artifactLocation: { uri: 'plans/a.json' },
    region: { startLine: 3, startColumn: 18, endLine: 3, endColumn: 45 },
  });
  assert.is(result.relatedLocations[0].message.text, 'first');
  assert.equal(JSON.parse(formatDiagnostics([], { format: 'sarif' })).runs[0].results, []);
});

machine('an unknown format is a mistake of the caller', () => {
  assert.throws(() => formatDiagnostics([], { format: 'xml' }), /no format `xml`/);
});

machine.run();
