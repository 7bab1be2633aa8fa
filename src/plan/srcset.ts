/** The URLs of an image candidate string, found as the HTML standard parses `srcset`; linear in its length. */
export function srcsetUrls(value: string): string[] {
  const urls: string[] = [];
  let at = 0;
  for (;;) {
    while (/[\s,]/.test(value[at] ?? '')) at++;
    if (at >= value.length) return urls;
    const start = at;
    while (at < value.length && !/\s/.test(value[at] as string)) at++;
    let end = at;
    while (value[end - 1] === ',') end--;
    urls.push(value.slice(start, end));
    if (end < at) continue;
    for (let depth = 0; at < value.length && (depth || value[at] !== ','); at++) {
      if (value[at] === '(') depth++;
      else if (value[at] === ')') depth--;
    }
  }
}
