/** The package URL (purl) of a package of the npm kind: `pkg:npm/%40scope/name@1.2.3`. */
export function packageUrl(name: string, version: string): string {
  const path = name.split('/').map(encodeURIComponent).join('/');
  return `pkg:npm/${path}@${encodeURIComponent(version)}`;
}
