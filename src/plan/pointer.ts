/** One reference token of RFC 6901, with its leading slash. */
export function token(key: string | number): string {
  return '/' + String(key).replaceAll('~', '~0').replaceAll('/', '~1');
}
