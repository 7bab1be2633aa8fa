/** A place as people count: lines and columns from 1, columns in code points. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The lines of a text, found once; CR LF, LF and CR end one. */
export class Lines {
  private readonly starts: number[] = [0];

  constructor(readonly text: string) {
    const ends = /\r\n|\n|\r/g;
    while (ends.test(text)) this.starts.push(ends.lastIndex);
  }

  /** Where an offset in UTF-16 units is. */
  at(offset: number): Position {
    const line = this.lineOf(offset);
    return { line: line + 1, column: codePoints(this.text.slice(this.starts[line], offset)) + 1 };
  }

  /** Start and end of a line, counted from 1, without its line break. */
  bounds(line: number): readonly [number, number] {
    const start = this.starts[line - 1] ?? this.text.length;
    let end = this.starts[line] ?? this.text.length;
    if (line < this.starts.length) end -= this.text.startsWith('\r\n', end - 2) ? 2 : 1;
    return [start, end];
  }

  private lineOf(offset: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function codePoints(text: string): number {
  return text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0);
}
