import type { Bundle } from '../../compiler/stages.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { NamedText } from '../../diagnostics/format-diagnostics.ts';

/** The plans of one command, with its settings as they are on disk now. */
export interface Project {
  /** Paths as they are shown. */
  readonly plans: readonly string[];
  /** Files and folders, absolute, whose change can change which plans there are or how they are compiled. */
  readonly settings: readonly string[];
  /** Folders, absolute, in which plans can appear at any depth. */
  readonly roots: readonly string[];
  /** The folder of the plan's page below the server's root; `''` for a single plan. */
  folderOf(plan: string): string;
  compile(plan: string): Promise<Compiled>;
}

/** One compile of a plan. `bundle` is absent when a finding is an error. */
export interface Compiled {
  readonly bundle?: Bundle;
  readonly diagnostics: readonly Diagnostic[];
  /** The plan's text first, then others that findings name. */
  readonly sources: readonly NamedText[];
  /** Files that were read, absolute. */
  readonly files: readonly string[];
  /** Whether code of the plan runs in frames of the page. */
  readonly framed: boolean;
  readonly milliseconds: number;
}
