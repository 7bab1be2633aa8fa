import type { Json } from '../../plan/types.ts';
import { applyOperation } from './json-patch.ts';

/** A line that was left out, and why. */
export interface SkippedLine {
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

/** Reads JSON Lines of patch operations that are applied to `{}`; a line counts once it has ended. */
export class PatchReader {
  readonly skipped: SkippedLine[] = [];
  private value: Json = {};
  private line = 0;
  private rest = '';

  /** Takes the next characters. */
  push(text: string): void {
    const lines = (this.rest + text).split('\n');
    this.rest = lines.pop() ?? '';
    for (const line of lines) this.read(line);
  }

  /** The last line needs no line feed. */
  end(): void {
    if (this.rest.trim()) this.read(this.rest);
    this.rest = '';
  }

  /** The document so far. It goes on changing: it must not be kept. */
  document(): Json | undefined {
    return this.line > 0 ? this.value : undefined;
  }

  /** Every line that has ended is whole. */
  isOpen(): boolean {
    return false;
  }

  isPartial(): boolean {
    return false;
  }

  private read(line: string): void {
    this.line++;
    if (!line.trim()) return;
    try {
      this.value = applyOperation(this.value, parseLine(line));
    } catch (error) {
      this.skipped.push({ line: this.line, message: (error as Error).message });
    }
  }
}

/** Models like to close one brace too many. */
function parseLine(line: string): Json {
  try {
    return JSON.parse(line) as Json;
  } catch (error) {
    if (!/\}\s*$/.test(line)) throw error;
    return JSON.parse(line.replace(/\}\s*$/, '')) as Json;
  }
}
