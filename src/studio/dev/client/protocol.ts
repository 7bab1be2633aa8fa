/** What the server tells a page of its plan. */
export interface Update {
  readonly version: string;
  readonly kind: 'page' | 'findings' | 'gone';
  /** The emitted page; only with `page`. */
  readonly html?: string;
  /** Whether the plan's code runs in frames, which cannot be made anew under the policy of the page that is there. */
  readonly framed?: boolean;
  /** The findings as the terminal shows them, without colour; why there is nothing new. */
  readonly text?: string;
  readonly places?: readonly Place[];
}

/** A place in a file, and the address that opens it in an editor. */
export interface Place {
  readonly text: string;
  readonly href: string;
}
