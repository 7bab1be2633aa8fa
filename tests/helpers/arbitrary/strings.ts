import fc from 'fast-check';

const NAUGHTY = [
  '',
  'plain',
  'two words',
  '<b>bold</b>',
  '</script><script>x()</script>',
  '<!-- no',
  '-->',
  '&amp;lt;',
  '"quoted" \'too\'',
  'nul\0char',
  'carriage\rreturn',
  'line\r\nend',
  '\nleading',
  '  spaces  ',
  '{single}',
  'a }} b',
  '\u2028\u2029',
  'naïve 日本 😀',
  '\u202Ertl',
  'back\\slash',
  '`${x}`',
  "'+alert(1)+'",
  'javascript:1',
  '__proto__',
  'false',
  '0',
  'null',
  ']]>',
  '\uFEFF',
  '\u00A0',
  '%3Cscript%3E',
  'constructor',
];

/** Strings that are plain data: no template in them, so they may stand in state as well as in a plan's text. */
export const dataText: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...NAUGHTY) },
  { weight: 1, arbitrary: fc.string({ maxLength: 8, unit: 'grapheme' }).map(withoutBraces) },
);

/** What a person might type: templates are no more than text here. */
export const typedText: fc.Arbitrary<string> = fc.oneof(
  dataText,
  fc.constantFrom('{{state.n}}', '{{{x}}}', '12', '-3.5', '1e3', 'Ada'),
);

/** Literal text that keeps its meaning whatever template stands beside it. */
export const literalText: fc.Arbitrary<string> = dataText.map((text) => text.replace(/^}+|[{\\$]+$/g, ''));

function withoutBraces(text: string): string {
  return text
    .replace(/[{}$\\]/g, '')
    .replace(/[\uD800-\uDFFF](?![\uDC00-\uDFFF])/g, '')
    .replace(/\p{Cs}/gu, '');
}
