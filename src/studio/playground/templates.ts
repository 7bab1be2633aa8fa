/** A plan to begin with. */
export interface Template {
  readonly name: string;
  readonly profile: string;
  readonly text: string;
}

declare const TEMPLATES: readonly Template[];

/** The starters of `renderify init`, which the build puts here. */
export const templates: readonly Template[] = TEMPLATES;
