/** A number of bytes with its digits in groups, the same in every locale. */
export function bytesText(bytes: number): string {
  return `${countText(bytes)} ${bytes === 1 ? 'byte' : 'bytes'}`;
}

/** A whole number with its digits in groups of three. */
export function countText(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
