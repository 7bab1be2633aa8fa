/** The parts in which two versions are compared, in the order in which they are shown. */
export const SECTIONS = {
  capabilities: 'Capabilities',
  policy: 'Policy',
  hosts: 'Hosts',
  csp: 'Content security policy',
  modules: 'Modules asked for',
  linked: 'Modules in the bundle',
  code: 'Code',
  events: 'Events',
  state: 'State',
  text: 'Text',
  findings: 'Findings',
  size: 'Size',
} as const;

export type SectionName = keyof typeof SECTIONS;

/** What is compared by name: a name, and what is true of it as text; the value is empty where the name says it all. */
export type Items = ReadonlyMap<string, string>;

/** A text that a reader of the page sees or hears, and where: a JSON Pointer of the plan, or elements of the page. */
export interface ShownText {
  readonly place: string;
  readonly text: string;
}

/** What is known of one side; a part that is not there is not known. */
export interface Facts {
  readonly items: Readonly<Partial<Record<Exclude<SectionName, 'text'>, Items>>>;
  readonly texts?: readonly ShownText[];
}

/** One side of a comparison. Plans are compared by what they say, bundles by what was built; a plan that builds has both. */
export interface Version {
  /** As the user named it. */
  readonly name: string;
  readonly kind: 'plan' | 'bundle' | 'nothing';
  readonly id?: string;
  readonly version?: number;
  readonly digest?: string;
  /** What a browser loads, in bytes, and after brotli at its best quality. */
  readonly bytes?: number;
  readonly brotli?: number;
  readonly errors: number;
  readonly warnings: number;
  readonly plan?: Facts;
  readonly bundle?: Facts;
}
