import type { PlacedDiagnostic } from '../../diagnostics/formats/json.ts';
import type { PageParts } from '../budgets/page-parts.ts';
import type { ManifestPolicy } from '../diff/manifest-policy.ts';

/** Everything that the page of `renderify report` shows. */
export interface ReportModel {
  /** The folder as the user named it. */
  readonly folder: string;
  /** The biggest first. */
  readonly bundles: readonly BundleReport[];
  /** Plans of which no bundle came, by the findings that were given. */
  readonly failed: readonly string[];
  /** What was found when it was built; absent where nobody gave it. */
  readonly findings: readonly PlacedDiagnostic[] | undefined;
  /** Files of the folder that belong to no bundle. */
  readonly strays: readonly string[];
}

/** One bundle, by its manifest and its files. */
export interface BundleReport {
  /** Below the folder of the report; empty for the folder itself. */
  readonly folder: string;
  /** The plan's path, where the build or its findings say it. */
  readonly plan: string | undefined;
  readonly id: string;
  readonly version: string;
  readonly digest: string;
  readonly compiler: string;
  readonly target: string;
  readonly entry: string;
  /** What a browser loads, in bytes; after brotli where that was measured. */
  readonly bytes: number;
  readonly brotli: number | undefined;
  readonly files: readonly FileReport[];
  readonly parts: PageParts;
  readonly script: ScriptReport;
  readonly modules: readonly ModuleReport[];
  readonly policy: ManifestPolicy;
  readonly executionProfile: string;
  readonly domWrite: boolean;
  readonly networkHosts: readonly string[];
  readonly events: readonly string[];
  readonly csp: string;
  readonly provenance: ProvenanceReport | undefined;
  /** Components of the bill of materials, where there is one. */
  readonly components: number | undefined;
  /** How many warnings it had when it was built, where somebody says it. */
  readonly warnings: number | undefined;
}

/** A file; the digest is the one in the manifest. */
export interface FileReport {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly loaded: boolean;
}

/** What a script is made of, in bytes. */
export interface ScriptReport {
  readonly bytes: number;
  /** Functions of the runtime, recognised by their text; absent where another version of the compiler wrote them. */
  readonly features: ReadonlyMap<string, number> | undefined;
}

/** A module as the manifest names it. */
export interface ModuleReport {
  readonly id: string;
  readonly package: string;
  readonly bytes: number;
  readonly integrity: string;
  readonly inPage: boolean;
  readonly reaches: readonly string[];
}

/** What the statement beside a bundle says. */
export interface ProvenanceReport {
  readonly builder: string;
  readonly version: string;
  readonly buildType: string;
  readonly dependencies: number;
  readonly startedOn: string;
}
