import type { Report } from '../diagnostics/define.ts';
import type { Diagnostic, Span } from '../diagnostics/diagnostic.ts';
import type { ActionDefinition } from '../plan/actions/action.ts';
import type { Expr } from '../plan/expr.ts';
import type { AttributeKind } from '../plan/html/attributes.ts';
import type { ModuleGraph } from '../plan/modules/graph.ts';
import type { ComponentNode, Json, JsonObject, PlanDocument, PlanNode } from '../plan/types.ts';
import type { UrlKind } from '../plan/url-attribute.ts';
import type { CompilerHost } from './host.ts';
import type { PlacedCode } from './javascript/placed-code.ts';
import type { Program } from './program.ts';

/** What a phase gets beside its input: where findings go, the options of this run, the outside world. */
export interface PhaseContext {
  readonly report: Report;
  readonly options: ResolvedOptions;
  readonly host: CompilerHost;
}

/** Options of `compile` and `check`; all optional. */
export interface CompileOptions {
  /** `site` (default), `single-file`, `module`. */
  readonly target?: string;
  /** One of the four profiles; default: what the policy file extends, else `balanced`. */
  readonly profile?: string;
  /** The text of a policy file (`renderify-policy/v1`), with the name to show in findings. */
  readonly policy?: PlanSource;
  /** Overrides of policy fields from the command line, recorded with the reason `command line`. */
  readonly policyOverrides?: JsonObject;
  /** Read-only values for `{{context.…}}` and `{{vars.…}}`, constants of this build (spec 4.5). */
  readonly context?: JsonObject;
  readonly vars?: JsonObject;
  /** The event that counts as applied at first paint, for a page in the middle of its life; none when nothing is said. */
  readonly event?: { readonly type: string; readonly payload?: JsonObject } | null;
  /** The bundle accepts context and vars at mount as well. Always so for the module target. */
  readonly liveInputs?: boolean;
  /** `site` and `single-file`: put the handle of the mounted plan on `globalThis.renderify`. */
  readonly expose?: boolean;
  /** Overrides of what the plan says. */
  readonly title?: string;
  readonly lang?: string;
  /** Copies `metadata.sourcePrompt` into the manifest. */
  readonly includePrompt?: boolean;
  /** An island that cannot be prerendered is a warning, and is made by the page alone. */
  readonly allowClientOnly?: boolean;
  /** When the build was, in RFC 3339, for the provenance alone; left out where nobody says. */
  readonly builtOn?: string;
  /** Ends the work on modules: fetching, linking, prerendering. */
  readonly signal?: AbortSignal;
  /** Keeps every stage in the result, for `inspect`. */
  readonly stages?: boolean;
  readonly host?: Partial<CompilerHost>;
}

/** The options with their defaults applied. */
export interface ResolvedOptions {
  readonly target: string;
  readonly profile: string | undefined;
  readonly policy: PlanSource | undefined;
  readonly policyOverrides: JsonObject;
  readonly context: JsonObject;
  readonly vars: JsonObject;
  readonly event: JsonObject | undefined;
  readonly liveInputs: boolean;
  readonly expose: boolean;
  readonly title: string | undefined;
  readonly lang: string | undefined;
  readonly includePrompt: boolean;
  readonly allowClientOnly: boolean;
  readonly builtOn: string | undefined;
  readonly signal: AbortSignal | undefined;
}

/** A named text: the name is only shown, never opened. Bytes are decoded as strict UTF-8 by phase 1. */
export interface PlanSource {
  readonly name: string;
  readonly text: string | Uint8Array;
}

/** Phase 1: the JSON value; ranges are computed by `diagnostics/locate.ts` when a finding is shown. */
export interface ParsedPlan {
  readonly name: string;
  /** The decoded text without a byte order mark. */
  readonly text: string;
  readonly value: Json;
}

/** Phase 2: the same value, now known to have the shape of a plan. */
export interface Plan extends ParsedPlan {
  readonly document: PlanDocument;
  /** What the plan's own code says, once it was read; nothing of code that the policy does not allow is. */
  readonly code?: PlacedCode;
  /** After a prerender: what stands in the place of component nodes; of the root, when the plan has `source`. */
  readonly islands?: ReadonlyMap<PlanNode, Island>;
  /** Whether plan code in the page can raise events. */
  readonly dispatches?: boolean;
}

/** What a component node, or the plan's source, became when it was run in the isolated engine. */
export interface Island {
  /** Nodes that plan code gives as data, or what Preact renders. */
  readonly kind: 'nodes' | 'preact';
  /** `undefined` for the plan's source as the page. */
  readonly node: ComponentNode | undefined;
  readonly module: string;
  readonly exportName: string;
  /** Whether its code runs in the page as well; else `content` is all there is. */
  readonly live: boolean;
  /** Whether the code must run again when `state` or `event` change. */
  readonly reads: boolean;
  /** What it shows at first: nodes whose strings are texts, not templates. */
  readonly content: readonly PlanNode[];
  /** Whether `content` is what the code gave, and not a fallback. */
  readonly prerendered: boolean;
}

/** The vocabulary an element belongs to. */
export type Namespace = 'html' | 'svg' | 'math';

/** A place in the tree, in document order; `index` is its position in `AnalyzedPlan.nodes`. */
export interface NodeFact {
  readonly index: number;
  readonly node: PlanNode;
  readonly parent: NodeFact | undefined;
  /** Position among the parent's children. */
  readonly position: number;
  /** The root has depth 0. */
  readonly depth: number;
  readonly children: readonly NodeFact[];
  /** Text nodes: the parsed template. */
  readonly text?: Expr;
  /** Elements: the tag as it is emitted, its vocabulary, and what its props say. */
  readonly tag?: string;
  readonly namespace?: Namespace;
  readonly attributes: readonly AttributeFact[];
  readonly style: readonly DeclarationFact[];
  readonly events: readonly EventFact[];
  /** Component nodes: what the component is called with, its children as data. */
  readonly call?: { readonly props: Expr; readonly children: Expr };
  /** The beginning or end of an island whose code runs in the page; it is neither text nor element. */
  readonly mark?: IslandMark;
  /** The island whose code gave the node. */
  readonly origin?: Island;
}

/** One end of an island. */
export interface IslandMark {
  readonly island: Island;
  readonly end: boolean;
}

/** One attribute of an element. */
export interface AttributeFact {
  /** The prop as written and the attribute as emitted. */
  readonly prop: string;
  readonly name: string;
  readonly kind: AttributeKind;
  /** The DOM property that shows the value at run time, where the element has one (spec 13.2). */
  readonly live: string | undefined;
  /** The row of the URL table (spec 5.4) that judges the value. */
  readonly url: UrlKind | undefined;
  /** Whether the plan writes the origin of the URL literally, so that no template decides it. */
  readonly literalOrigin: boolean;
  readonly value: Expr;
  /** The resolved value at first paint; `undefined` means missing. */
  readonly initial: Json | undefined;
  /** Whether `initial` can still change after the build. */
  readonly dynamic: boolean;
  /** Whether the plan wrote the value without a template. */
  readonly literal: boolean;
  /** Attributes that hold CSS: why the value cannot stand there (rule `no-unsafe-css`). */
  readonly problem?: string;
}

/** One CSS declaration, in source order. `key` is the JSON key of an object style, else undefined. */
export interface DeclarationFact {
  readonly property: string;
  readonly value: Expr;
  readonly initial: string | undefined;
  readonly dynamic: boolean;
  readonly key: string | undefined;
  /** Numbers get `px`. */
  readonly unit: boolean;
  /** Why the declaration cannot stand there (rule `no-unsafe-css`). */
  readonly problem?: string;
}

/** One event binding of an element (spec 5.7). */
export interface EventFact {
  readonly prop: string;
  /** The DOM event, lower case. */
  readonly dom: string;
  /** The plan's event type. */
  readonly type: string;
  readonly payload: Expr | undefined;
  /** Whether the plan has a transition of that type with at least one action. */
  readonly handled: boolean;
}

/** One action of a transition, with its path and operand read. */
export interface ActionFact {
  readonly definition: ActionDefinition;
  readonly path: readonly string[];
  readonly operand: Expr;
  readonly pointer: string;
}

/** One path or reference that the plan writes down. `segments` may hold reserved names: a rule refuses them. */
export interface PathFact {
  readonly pointer: string;
  /** As written. */
  readonly text: string;
  /** First segment for templates and references, `state` for action paths. */
  readonly root: string;
  readonly segments: readonly string[];
  readonly use: 'template' | 'from' | 'write';
}

/** A module that the plan names. */
export interface ModuleUse {
  readonly specifier: string;
  readonly pointer: string;
  readonly usage: 'import' | 'component' | 'source-import' | 'manifest' | 'allowed';
  /** Where the code at the pointer imports it. */
  readonly inside?: Span;
}

/** Phase 3: what the plan means, beside the plan and never instead of it. */
export interface AnalyzedPlan extends Plan {
  readonly nodes: readonly NodeFact[];
  readonly maxDepth: number;
  readonly paths: readonly PathFact[];
  /** Transitions by event type, in document order; empty ones are left out. */
  readonly transitions: ReadonlyMap<string, readonly ActionFact[]>;
  readonly moduleUses: readonly ModuleUse[];
  /** Event types that a binding or an embedder can raise and that change state. */
  readonly reachable: ReadonlySet<string>;
  /** Embedders can dispatch, restore and hand in state, so that no type of state is certain. */
  readonly open: boolean;
  /** Context and vars can differ at mount. */
  readonly live: boolean;
  readonly pointerOf: (node: NodeFact) => string;
}

/** Numbers and switches in force; keys are the fields of `policy-profiles.json`. */
export type PolicyFields = Readonly<Record<string, boolean | number | string | readonly string[]>>;

/** One override as the manifest records it (policy.md 3.1). */
export interface PolicyOverride {
  readonly field: string;
  readonly from: Json;
  readonly to: Json;
  readonly direction: 'tightening' | 'loosening' | 'neutral';
  readonly reason?: string;
}

/** The policy that a plan was held to. */
export interface EffectivePolicy {
  readonly profile: string;
  readonly name: string | undefined;
  readonly fields: PolicyFields;
  readonly overrides: readonly PolicyOverride[];
  readonly warnings: Readonly<Record<string, { level: 'error' | 'warning' | 'off'; reason?: string }>>;
  /** `sha256-<hex>` of the canonical JSON of the fields. */
  readonly digest: string;
}

/** Phase 4: the plan passed the policy. */
export interface CheckedPlan extends AnalyzedPlan {
  readonly policy: EffectivePolicy;
}

/** Phase 5: everything that the plan's modules lead to, verified. */
export interface PinnedPlan extends CheckedPlan {
  readonly graph: ModuleGraph;
}

/** Phase 7: the text of a page, or of a module. */
export interface Emitted {
  readonly html: string;
  readonly css: string;
  /** Empty where nothing can happen on the page. */
  readonly script: string;
  readonly program: Program;
}

/** One file of a bundle; `path` is relative, with `/`. */
export interface BundleFile {
  readonly path: string;
  readonly text: string;
}

/** The last stage: everything that is written to disk. */
export interface Bundle {
  readonly target: string;
  readonly files: readonly BundleFile[];
  /** Path of the file to open or import. */
  readonly entry: string;
  readonly csp: string;
  readonly manifest: JsonObject;
}

/** Every stage that a run reached, for `inspect`. */
export interface Stages {
  policy?: EffectivePolicy | undefined;
  parsed?: ParsedPlan | undefined;
  plan?: Plan | undefined;
  analyzed?: AnalyzedPlan | undefined;
  checked?: CheckedPlan | undefined;
  pinned?: PinnedPlan | undefined;
  program?: Program | undefined;
  emitted?: Emitted | undefined;
}

/** What `compile` and `check` return. `bundle` is absent when any finding is an error, and always from `check`. */
export interface CompileResult {
  readonly bundle?: Bundle;
  readonly diagnostics: readonly Diagnostic[];
  /** Texts beside the plan that findings name as their `source`: modules of its folder. */
  readonly sources?: readonly PlanSource[];
  readonly stages?: Readonly<Stages>;
}
