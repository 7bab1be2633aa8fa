/** Whether a text holds no half of a surrogate pair. ES2024; every engine we run on has it. */
export function isWellFormed(text: string): boolean {
  return (text as unknown as { isWellFormed(): boolean }).isWellFormed();
}
