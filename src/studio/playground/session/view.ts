import type { EffectivePolicy } from '../../../compiler/stages.ts';
import type { LogEntry, PlanEvent, Snapshot } from '../../../runtime-lite/store.ts';
import type { FrameFailure } from '../preview/protocol.ts';
import type { BundleAnswer, Finding, Settings } from '../worker/protocol.ts';

export const PANELS = ['findings', 'state', 'files', 'stages', 'policy', 'modules', 'stream'] as const;
export const PROFILES = ['strict', 'balanced', 'trusted', 'relaxed'] as const;
export const STAGES = ['parsed', 'plan', 'analyzed', 'policy', 'checked', 'program', 'emitted'] as const;

export type PanelName = (typeof PANELS)[number];
export type Pane = 'edit' | 'preview' | 'panels';

/** What opened links and new visitors get: a link can only be stricter. */
export const DEFAULT_PROFILE = 'balanced';

/** One event that the page has had, or a run-time error. */
export type LoggedEvent = LogEntry | FrameFailure;

/** A module of the plan, as the manifest of its bundle lists it. */
export interface ModuleLine {
  readonly id: string;
  /** Name and version of the package that it is a file of; none for a file of the plan. */
  readonly package?: string;
  readonly bytes: number;
  /** Whether something of it is in the page, and not only run at build. */
  readonly inPage: boolean;
  /** Globals that the policy bans in code of plans and that it uses. */
  readonly reaches: readonly string[];
}

/** A plan that is arriving. */
export interface StreamView {
  readonly running: boolean;
  readonly paused: boolean;
  /** Whether the server makes the previews; how much of the text has come is not known then. */
  readonly isFar: boolean;
  readonly sent: number;
  readonly total: number;
  readonly previews: number;
}

/** Everything that the page shows. */
export interface View {
  readonly text: string;
  readonly settings: Settings;
  readonly findings: readonly Finding[];
  readonly policy: EffectivePolicy | undefined;
  readonly hasCode: boolean;
  readonly milliseconds: number;
  /** Event types that the page knows. */
  readonly eventTypes: readonly string[];
  /** Whether the preview shows the text as it is, an older one, or nothing. */
  readonly preview: 'current' | 'older' | 'empty';
  readonly busy: boolean;
  /** What the server does at the moment for this plan; empty while it does nothing. */
  readonly step: string;
  /** Whether code of the plan may run: `ask` until the person has said so. */
  readonly consent: 'free' | 'ask' | 'refused';
  /** `locked` while the server wants a token that nobody has given. */
  readonly server: 'unknown' | 'none' | 'locked' | 'ready';
  /** One sentence about the last thing that was done. */
  readonly notice: string;
  readonly panel: PanelName;
  readonly pane: Pane;
  readonly editTab: 'plan' | 'code';
  /** Whether the fields for context and vars are shown. */
  readonly inputsOpen: boolean;
  /** What happened since `base`; `cursor` of it is shown. */
  readonly log: readonly LoggedEvent[];
  readonly base: Snapshot | undefined;
  readonly cursor: number;
  readonly snapshot: Snapshot | undefined;
  readonly kept: readonly Snapshot[];
  readonly bundle: BundleAnswer | undefined;
  readonly file: string | undefined;
  readonly stage: string;
  readonly stageText: string;
  readonly modules: readonly ModuleLine[];
  readonly stream: StreamView;
}

/** The events of a log that changed the state: what time travel goes through. */
export function appliedOf(log: readonly LoggedEvent[]): readonly (PlanEvent & { readonly n: number })[] {
  return log.filter((entry) => 'applied' in entry && entry.applied) as (PlanEvent & { readonly n: number })[];
}
