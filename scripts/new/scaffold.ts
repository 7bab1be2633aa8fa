/** What a new extension is made of. */
export interface Scaffolded {
  /** Texts by path from the root of the repository. */
  readonly files: Readonly<Record<string, string>>;
  /** What is left to do by hand, between `npm run gen` and `npm test`. */
  readonly next: readonly string[];
  /** Why there is nothing to write, when the name does not fit the kind. */
  readonly refused?: string;
}

/** Makes an extension of one kind; the name is kebab-case. */
export type Scaffold = (name: string) => Scaffolded | Promise<Scaffolded>;
