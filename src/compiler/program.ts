import type { Expr } from '../plan/expr.ts';
import type { AttributeKind } from '../plan/html/attributes.ts';
import type { EventFields } from '../plan/html/events.ts';
import type { ModuleGraph } from '../plan/modules/graph.ts';
import type { Json, JsonObject } from '../plan/types.ts';
import type { UrlRules } from '../plan/url.ts';
import type { UrlKind } from '../plan/url-attribute.ts';
import type { ActionFact, CheckedPlan, Island, Namespace } from './stages.ts';

/** Phase 6: the plan as a program for a page, independent of the target that prints it. */
export interface Program {
  readonly plan: CheckedPlan;
  /** SHA-256 of the canonical plan, hexadecimal (spec 6.5). */
  readonly digest: string;
  readonly title: string;
  readonly lang: string | undefined;
  /** What stands on the page: one node, or what a component at the root gave. */
  readonly roots: readonly OutNode[];
  /** All elements in document order; `OutElement.index` is the position here. */
  readonly elements: readonly OutElement[];
  readonly bindings: readonly Binding[];
  readonly listeners: readonly Listener[];
  /** Islands whose code runs in the page, in document order. */
  readonly islands: readonly OutIsland[];
  /** Reachable transitions by type. */
  readonly transitions: readonly Transition[];
  readonly state: StateFacts;
  /** Forms whose submission must be prevented, and forms whose reset must be followed by their bindings. */
  readonly guards: {
    readonly submit: boolean;
    readonly resets: readonly FormReset[];
  };
  /** Selects whose value equals no option at first paint. */
  readonly deselect: readonly OutElement[];
  /** Check boxes that are indeterminate at first paint, which no attribute can say. */
  readonly indeterminate: readonly OutElement[];
  readonly urlRules: UrlRules;
  readonly limits: { readonly stateBytes: number; readonly payloadBytes: number };
  readonly open: boolean;
  /** Whether the handle stands on `globalThis.renderify`. */
  readonly exposed: boolean;
  readonly live: boolean;
  readonly context: JsonObject;
  readonly vars: JsonObject;
  /** Whether a dynamic `class` or an embedder could collide with class names of the compiler. */
  readonly dynamicClass: boolean;
  /** A name of the plan can hide a member that the script uses, so that it must go by the prototypes. */
  readonly clobbers: boolean;
  /** Plan code that runs in the page, if any does. */
  readonly page: PageCode | undefined;
}

/** What must be shown again after the browser has reset a form. */
export interface FormReset {
  readonly form: OutElement;
  readonly bindings: readonly Binding[];
  readonly deselect: readonly OutElement[];
}

/** What was linked for the page, and what is known of it. */
export interface PageCode {
  /** An expression of an object: `c0`, `c1`, … are the exports in use, `p` mounts Preact. Empty where nothing runs. */
  readonly code: string;
  readonly uses: readonly { readonly module: string; readonly exportName: string }[];
  /** Styles of the modules in use, and of what was prerendered. */
  readonly css: string;
  readonly vocabulary: Vocabulary;
  /** Whether it is stopped at `maxExecutionMs` by guards, which report through export `w`. */
  readonly guarded: boolean;
  /** Judges the addresses that the code gives. */
  readonly urlRules: UrlRules;
  /** Every module of which something was run at build or is in the page, by id. */
  readonly modules: readonly UsedModule[];
  readonly graph: ModuleGraph;
  /** The frame that the code runs in, under a profile that needs one; phase 7 writes it. */
  readonly sandbox?: SandboxText;
}

/** A sandboxed document as text, with what of it the policy of the page must allow. */
export interface SandboxText {
  readonly markup: string;
  /** Hashes as `sha256-…`. */
  readonly scripts: readonly string[];
  readonly styles: readonly string[];
}

/** A module as the manifest names it. */
export interface UsedModule {
  readonly id: string;
  readonly bytes: number;
  readonly integrity: string;
  /** Whether something of it is in the page, and not only run at build. */
  readonly page: boolean;
  /** Globals that the policy bans in plan code and that this third-party module uses. */
  readonly reaches: readonly string[];
}

/** What code can speak of, by the words in it. */
export interface Vocabulary {
  /** Attributes by prop, where they are not the prop in lower case. */
  readonly names: Readonly<Record<string, string>>;
  readonly kinds: Readonly<Record<string, AttributeKind>>;
  /** Tags in lower case, without those that are blocked; headings are always among them. */
  readonly tags: readonly string[];
  /** DOM events by binding prop. */
  readonly events: Readonly<Record<string, string>>;
  readonly urls: boolean;
  readonly targets: boolean;
  readonly style: boolean;
  readonly live: boolean;
  readonly components: boolean;
  readonly forms: boolean;
  /** Whether Preact elements could be given markup. */
  readonly markup: boolean;
}

/** An island between its two marks. */
export interface OutIsland {
  readonly island: Island;
  readonly start: OutMark;
  readonly end: OutMark;
  readonly props: Expr;
  readonly children: Expr;
}

/** A node of the page at first paint. */
export type OutNode = OutElement | OutText | OutMark;

/** A comment that says where an island begins or ends. */
export interface OutMark {
  readonly kind: 'mark';
  readonly parent: OutElement | undefined;
}

/** An element with the attributes it has at first paint. */
export interface OutElement {
  readonly kind: 'element';
  readonly tag: string;
  readonly namespace: Namespace;
  readonly index: number;
  readonly parent: OutElement | undefined;
  readonly attributes: OutAttribute[];
  readonly style: readonly OutDeclaration[];
  readonly children: OutNode[];
  /** Preact renders it again in the page. */
  readonly foreign: boolean;
}

/** One attribute; a bound one is left out by targets that fill the page in at mount. */
export interface OutAttribute {
  readonly name: string;
  text: string | null;
  readonly bound: boolean;
}

/** One declaration of an element's style in source order. */
export interface OutDeclaration {
  readonly property: string;
  readonly initial: string | undefined;
  readonly dynamic: boolean;
  readonly value: Expr;
  readonly unit: boolean;
}

/** Text; neighbours are one node, because the HTML parser makes them one. */
export interface OutText {
  readonly kind: 'text';
  readonly parent: OutElement | undefined;
  text: string;
  bound: boolean;
}

/** A place that is written after the first paint. */
export type Binding =
  | { readonly kind: 'island'; readonly island: OutIsland; readonly values: readonly Expr[]; readonly reads: boolean }
  | { readonly kind: 'text'; readonly node: OutText; readonly value: Expr }
  | {
      readonly kind: 'attribute';
      readonly element: OutElement;
      readonly name: string;
      readonly attribute: AttributeKind;
      readonly value: Expr;
      readonly url: UrlKind | undefined;
      readonly literalOrigin: boolean;
      readonly css: boolean;
    }
  | {
      readonly kind: 'property';
      readonly element: OutElement;
      readonly name: string;
      readonly attribute: AttributeKind;
      readonly value: Expr;
      /** What else decides what the control shows: the options of a select. */
      readonly also: readonly Expr[];
    }
  | { readonly kind: 'style'; readonly element: OutElement };

/** One event binding. `prevent` says when the browser's own action is prevented. */
export interface Listener {
  readonly element: OutElement;
  readonly dom: string;
  readonly bubbles: boolean;
  readonly fields: EventFields;
  readonly type: string;
  readonly payload: Expr | undefined;
  readonly handled: boolean;
  readonly prevent: 'never' | 'always' | 'empty-link' | 'inside-summary';
  /** Whether a disabled control can be or hold the target. */
  readonly canBeDisabled: boolean;
  /** Events of the first paint are not delivered: of an open `details`, of `autofocus`. */
  readonly skipFirst: 'toggle' | 'autofocus' | undefined;
}

/** One event type with its actions. */
export interface Transition {
  readonly type: string;
  readonly actions: readonly ActionFact[];
  /** Whether it is plain assignments: none can fail, and none needs a copy of the state. */
  readonly direct: boolean;
}

/** What is known of the state before it runs. */
export interface StateFacts {
  /** Kinds (bits) that the value at a path can have. */
  kindsOf(path: readonly string[]): number;
  /** Whether every container on the way to a path is always there, so that it can be read by plain property access. */
  isPlain(path: readonly string[]): boolean;
  /** Whether sizes must be checked: some write has no bound that fits `maxStateBytes`. */
  readonly measured: boolean;
  /** Kinds of a field of the payload of a type. */
  payloadKinds(type: string, path: readonly string[]): number;
  readonly initial: Json;
}
