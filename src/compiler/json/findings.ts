import { defineFindings } from '../../diagnostics/define.ts';

/** What can be wrong with a text as JSON (spec section 1), in a plan, a policy file or given values. */
export const jsonFindings = defineFindings({
  encoding: {
    code: 'RF1001',
    name: 'json-encoding',
    severity: 'error',
    docs: 'A file must be UTF-8. An invalid or overlong sequence, UTF-16, UTF-32 and compressed files are refused, because two readers would see different texts.',
    example: { bad: 'a plan saved as UTF-16', good: 'the same plan saved as UTF-8' },
  },
  syntax: {
    code: 'RF1002',
    name: 'json-syntax',
    severity: 'error',
    docs: 'The text is not JSON as RFC 8259 defines it: no comments, no trailing commas, double quotes only, one value and nothing after it.',
    example: { bad: '{ "id": "a", }', good: '{ "id": "a" }' },
  },
  duplicateKey: {
    code: 'RF1003',
    name: 'json-duplicate-key',
    severity: 'error',
    docs: 'An object has one key twice, compared after escapes are decoded. Two readers of such a file may use different values, so what was checked need not be what ships.',
    example: { bad: '{ "version": 1, "version": 2 }', good: '{ "version": 2 }' },
  },
  tooLarge: {
    code: 'RF1004',
    name: 'json-too-large',
    severity: 'error',
    docs: 'A document may have at most 4 MiB (4,194,304 bytes). It is refused before it is read.',
    example: { bad: 'a plan of 5 MB', good: 'several plans, or data that is loaded by the page' },
  },
  depth: {
    code: 'RF1005',
    name: 'json-depth',
    severity: 'error',
    docs: 'Objects and arrays may be nested at most 2,048 levels deep.',
    example: { bad: '[[[[… 100,000 levels …]]]]', good: 'a flatter value' },
  },
  numberRange: {
    code: 'RF1006',
    name: 'json-number-range',
    severity: 'error',
    docs: 'A number must be finite as an IEEE 754 double. Readers that accept a larger one read infinity.',
    example: { bad: '"version": 1e400', good: '"version": 1' },
  },
  numberPrecision: {
    code: 'RF1007',
    name: 'json-number-precision',
    severity: 'warning',
    docs: 'An integer beyond 9,007,199,254,740,991 (2^53 − 1) loses digits. As data it is a warning; where the language needs an integer it is an error.',
    example: { bad: '"orderId": 12345678901234567890', good: '"orderId": "12345678901234567890"' },
  },
  loneSurrogate: {
    code: 'RF1008',
    name: 'json-lone-surrogate',
    severity: 'error',
    docs: 'A string holds half of a surrogate pair. It is no character and cannot be written as UTF-8.',
    example: { bad: '"\\ud83d"', good: '"\\ud83d\\ude00"' },
  },
  forbiddenKey: {
    code: 'RF1009',
    name: 'json-forbidden-key',
    severity: 'error',
    docs: 'The key `__proto__` is refused everywhere, because readers that assign it change an object’s prototype.',
    example: { bad: '{ "__proto__": { "admin": true } }', good: '{ "proto": { "admin": true } }' },
  },
});
