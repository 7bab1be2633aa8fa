/** Whether a path is a licence text at a package's root. */
export function isLicenceFile(path: string): boolean {
  return /^(un)?licen[cs]e([.-][\w.-]+)?$|^copying(\.\w+)?$/i.test(path);
}
