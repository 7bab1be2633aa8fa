/** Any JSON value as the reader produces it: objects have no prototype. */
export type Json = null | boolean | number | string | Json[] | JsonObject;

/** A JSON object; look-ups use own properties only. */
export interface JsonObject {
  [key: string]: Json;
}

/** A plan that passed validation: every field has the type that the language gives it (spec section 2). */
export interface PlanDocument {
  readonly specVersion?: string;
  readonly id: string;
  readonly version: number;
  readonly root: PlanNode;
  readonly capabilities?: Capabilities;
  readonly state?: PlanState;
  readonly imports?: readonly string[];
  readonly moduleManifest?: Readonly<Record<string, ManifestEntry>>;
  readonly source?: PlanSourceModule;
  readonly metadata?: JsonObject;
}

/** One node of the tree (spec section 3). */
export type PlanNode = TextNode | ElementNode | ComponentNode;

/** Text; `value` is a template. */
export interface TextNode {
  readonly type: 'text';
  readonly value: string;
}

/** An HTML, SVG or MathML element. */
export interface ElementNode {
  readonly type: 'element';
  readonly tag: string;
  readonly props?: JsonObject;
  readonly children?: readonly PlanNode[];
}

/** A node whose content comes from a module. */
export interface ComponentNode {
  readonly type: 'component';
  readonly module: string;
  readonly exportName?: string;
  readonly props?: JsonObject;
  readonly children?: readonly PlanNode[];
}

/** State and its transitions (spec section 6). */
export interface PlanState {
  readonly initial: JsonObject;
  readonly transitions?: Readonly<Record<string, readonly Action[]>>;
}

/** One step of a transition; which keys an action has is said by its definition in `plan/actions/`. */
export interface Action {
  readonly type: string;
  readonly path: string;
  readonly value?: Json;
  readonly by?: number;
}

/** What a plan asks for (spec section 8). */
export interface Capabilities {
  readonly domWrite?: boolean;
  readonly networkHosts?: readonly string[];
  readonly allowedModules?: readonly string[];
  readonly timers?: boolean;
  readonly storage?: readonly string[];
  readonly executionProfile?: string;
  readonly maxImports?: number;
  readonly maxComponentInvocations?: number;
  readonly maxExecutionMs?: number;
}

/** Where a module specifier leads (spec 9.3). */
export interface ManifestEntry {
  readonly resolvedUrl: string;
  readonly integrity?: string;
  readonly version?: string;
  readonly signer?: string;
}

/** A plan's own code (spec 7.3). */
export interface PlanSourceModule {
  readonly code: string;
  readonly language: 'js' | 'jsx' | 'ts' | 'tsx';
  readonly runtime?: 'renderify' | 'preact';
  readonly exportName?: string;
}
