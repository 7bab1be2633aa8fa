/** What a bundle may be at most; what is not there has no limit. */
export interface Budgets {
  /** Bytes of one file, by pattern of its path in the bundle. */
  readonly files?: Readonly<Record<string, number>>;
  /** Bytes of all files that a browser loads. */
  readonly plan?: number;
  /** Warnings of one plan. */
  readonly warnings?: number;
}
