import type { SectionName, Version } from './version.ts';

/** One thing that is different. Texts are as they stand in the plan; whoever prints them escapes them. */
export interface Change {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly what: string;
  readonly old?: string;
  readonly new?: string;
  /** Set where the new version asks for more: what it asks for, in words that end before the name. */
  readonly more?: string;
}

/** The changes of one part; of a part that one side knows nothing about, why it was not compared. */
export interface Section {
  readonly name: SectionName;
  readonly changes: readonly Change[];
  readonly notCompared?: string;
}

/** A side as the difference names it. */
export type Side = Omit<Version, 'plan' | 'bundle'>;

/** What is different between two versions: `renderify-diff/v1`. */
export interface Difference {
  readonly format: 'renderify-diff/v1';
  readonly old: Side;
  readonly new: Side;
  /** Whether nothing that was compared is different. */
  readonly same: boolean;
  /** The changes by which the new version asks for more, in the order of the sections. */
  readonly more: readonly (Change & { readonly section: SectionName })[];
  readonly sections: readonly Section[];
}

/** What is different between two output folders: `renderify-diff-set/v1`. Folders that are the same are only counted. */
export interface DifferenceSet {
  readonly format: 'renderify-diff-set/v1';
  readonly old: string;
  readonly new: string;
  readonly same: number;
  /** By folder, in code unit order; a removed one has no difference. */
  readonly folders: readonly FolderDifference[];
}

/** One folder of a set. */
export interface FolderDifference {
  readonly folder: string;
  readonly verdict: 'added' | 'removed' | 'changed';
  readonly difference?: Difference;
}
