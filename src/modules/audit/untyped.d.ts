declare module 'spdx-satisfies' {
  export default function satisfies(expression: string, approved: readonly string[]): boolean;
}

declare module 'spdx-correct' {
  export default function correct(text: string): string | null;
}

declare module 'spdx-expression-parse' {
  export default function parse(expression: string): object;
}
