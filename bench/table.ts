/** One figure with the bar that it is held to. */
export interface Row {
  readonly what: string;
  readonly measured: string;
  readonly bar: string;
  readonly holds: boolean;
}

/** Prints figures as a table. */
export function print(title: string, rows: readonly Row[]): void {
  console.log(`\n${title}`);
  const width = Math.max(...rows.map((row) => row.what.length));
  for (const { what, measured, bar, holds } of rows) {
    console.log(`  ${holds ? 'ok ' : 'NO '} ${what.padEnd(width)}  ${measured.padEnd(34)} bar: ${bar}`);
  }
}

/** The middle of some figures. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
