/** The settings of a `.npmrc`, with `${NAME}` replaced by the environment; lists (`key[]=`) are joined by line feeds. */
export function parseNpmrc(text: string, env: Readonly<Record<string, string | undefined>>): Map<string, string> {
  const settings = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const parts = /^\s*([^;#\s=][^=]*?)\s*=\s*(.*?)\s*$/.exec(line);
    if (!parts) continue;
    const [key, value] = [expand(parts[1] ?? '', env), expand(unquote(parts[2] ?? ''), env)];
    if (!key.endsWith('[]')) settings.set(key, value);
    else settings.set(key.slice(0, -2), [settings.get(key.slice(0, -2)), value].filter(Boolean).join('\n'));
  }
  return settings;
}

/** `"a\nb"` as JSON reads it; comments after a value belong to it only between quotes. */
function unquote(value: string): string {
  if (/^".*"$/.test(value)) {
    try {
      return String(JSON.parse(value));
    } catch {
      return value.slice(1, -1);
    }
  }
  return /^'.*'$/.test(value) ? value.slice(1, -1) : value.replace(/\s+[;#].*$/, '');
}

/** An unknown name stays as it is, as npm leaves it; `${NAME?}` becomes empty then. */
function expand(value: string, env: Readonly<Record<string, string | undefined>>): string {
  return value.replace(/(\\*)\$\{([^${}?]+)(\?)?\}/g, (whole, escapes: string, name: string, optional?: string) => {
    if (escapes.length % 2 === 1) return whole.slice(1);
    return env[name] ?? (optional ? '' : whole);
  });
}
