interface Branch {
  readonly children: Map<string, Branch>;
  ends: boolean;
}

/** A set of paths that answers in the length of a path, however many it holds. */
export class PathSet {
  readonly #root: Branch = { children: new Map(), ends: false };

  constructor(paths: Iterable<readonly string[]> = []) {
    for (const path of paths) this.add(path);
  }

  add(path: readonly string[]): void {
    let here = this.#root;
    for (const segment of path) {
      let next = here.children.get(segment);
      if (!next) {
        next = { children: new Map(), ends: false };
        here.children.set(segment, next);
      }
      here = next;
    }
    here.ends = true;
  }

  /** Whether a path of the set is `path`, or leads to it, or goes through it. */
  overlaps(path: readonly string[]): boolean {
    let here: Branch | undefined = this.#root;
    for (const segment of path) {
      if (here.ends) return true;
      here = here.children.get(segment);
      if (!here) return false;
    }
    return here.ends || here.children.size > 0;
  }

  /** Whether a path of the set leads to `path` without being it. */
  leadsTo(path: readonly string[]): boolean {
    let here: Branch | undefined = this.#root;
    for (const segment of path) {
      if (here.ends) return true;
      here = here.children.get(segment);
      if (!here) return false;
    }
    return false;
  }

  /** Whether a path of the set goes through `path` without being it. */
  goesThrough(path: readonly string[]): boolean {
    let here: Branch | undefined = this.#root;
    for (const segment of path) here = here?.children.get(segment);
    return (here?.children.size ?? 0) > 0;
  }
}
