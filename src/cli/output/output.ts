/** Everything that one build puts into its output folder. Paths are relative to it, with `/`. */
export interface Output {
  /** The folder as the user named it, for messages, and its absolute path with links resolved. */
  readonly shown: string;
  readonly folder: string;
  readonly files: ReadonlyMap<string, string>;
  /** The folders of the bundles, `''` for the output folder itself. */
  readonly bundles: ReadonlySet<string>;
  /** All folders that the files need. */
  readonly folders: ReadonlySet<string>;
  /** Removes what earlier builds left, see `planChanges`. */
  readonly clean: boolean;
}

/** The folders above some paths, parents before children. */
export function foldersOf(paths: Iterable<string>): Set<string> {
  const folders = new Set<string>();
  for (const path of paths)
    for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) folders.add(path.slice(0, at));
  return folders;
}
