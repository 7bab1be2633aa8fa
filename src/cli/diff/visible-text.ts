import { visible } from '../../diagnostics/visible.ts';

/** A text of a plan for people: cut after some characters, and with nothing in it that acts on a terminal or a page. */
export function visibleText(text: string, longest = 200): string {
  const cut = text.length > longest ? `${text.slice(0, longest).replace(/[\ud800-\udbff]$/, '')}…` : text;
  return visible(cut);
}
