/** A SARIF log whose paths are meant from a folder of the repository, with paths from its top, as code scanning wants them. */
export function rebaseSarif(text: string, folder: string): string {
  const prefix = folder.split(/[\\/]/).map(encodeURIComponent).join('/');
  const log: unknown = JSON.parse(text, (key, value: unknown) => {
    if (key !== 'artifactLocation' || typeof value !== 'object' || value === null) return value;
    const { uri } = value as { uri?: unknown };
    return typeof uri === 'string' && !uri.startsWith('/') ? { ...value, uri: `${prefix}/${uri}` } : value;
  });
  return `${JSON.stringify(log, null, 2)}\n`;
}
