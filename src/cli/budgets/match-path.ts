/**
 * Whether a path of a bundle matches a pattern: `*` stands for any part of a name, `**` for any names, `?` for one
 * character. A pattern without a slash is held against the last name of the path.
 */
export function matchPath(pattern: string, path: string): boolean {
  const subject = pattern.includes('/') ? path : path.slice(path.lastIndexOf('/') + 1);
  return toExpression(pattern).test(subject);
}

function toExpression(pattern: string): RegExp {
  const source = pattern.replace(/\*\*\/|\*+|\?|[^*?]+/g, (part) => {
    if (part === '**/') return '(?:.*/)?';
    if (part === '?') return '[^/]';
    if (part.startsWith('*')) return part.length > 1 ? '.*' : '[^/]*';
    return part.replace(/[\\^$.|+()[\]{}]/g, '\\$&');
  });
  return new RegExp(`^${source}$`, 'su');
}
