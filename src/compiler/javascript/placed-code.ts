import type { Occurrence } from '../../diagnostics/define.ts';
import type { Span } from '../../diagnostics/diagnostic.ts';
import { quote } from '../../diagnostics/quote.ts';
import type { CodeFacts } from './facts.ts';

/** Where findings about code point to. */
export interface CodePlace {
  /** How messages name it, at the beginning of a sentence. */
  readonly subject: string;
  /** A span of the code as a place of a finding. */
  at(span: Span): Pick<Occurrence, 'pointer' | 'source' | 'span' | 'inside'>;
}

/** A module of plan code with what it says about itself. */
export interface PlacedCode {
  readonly facts: CodeFacts;
  /** The text that was read. */
  readonly text: string;
  readonly place: CodePlace;
}

/** The code that a plan carries itself. */
export const SOURCE_PLACE: CodePlace = {
  subject: 'The code',
  at: (inside) => ({ pointer: '/source/code', inside }),
};

/** A module beside the plan; findings name it as their text. */
export function modulePlace(name: string): CodePlace {
  return { subject: `The module ${quote(name)}`, at: (span) => ({ pointer: '', source: name, span }) };
}
