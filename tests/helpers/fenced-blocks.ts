/** A fenced block of a Markdown document. */
export interface FencedBlock {
  /** What stands behind the opening fence, such as `json plan`. */
  readonly info: string;
  readonly text: string;
  /** Line of the opening fence, from 1. */
  readonly line: number;
}

/** The fenced blocks of a Markdown text, in order; throws when the last one is not closed. */
export function fencedBlocks(markdown: string): FencedBlock[] {
  const blocks: FencedBlock[] = [];
  let open: { info: string; line: number; fence: string; lines: string[] } | undefined;
  for (const [i, text] of markdown.split('\n').entries()) {
    const [, fence, info = ''] = /^(`{3,}|~{3,})(.*)$/.exec(text) ?? [];
    if (!open && fence) open = { info: info.trim(), line: i + 1, fence, lines: [] };
    else if (open && text.trimEnd() === open.fence) {
      blocks.push({ info: open.info, text: `${open.lines.join('\n')}\n`, line: open.line });
      open = undefined;
    } else open?.lines.push(text);
  }
  if (open) throw new Error(`The block of line ${open.line} is not closed.`);
  return blocks;
}
