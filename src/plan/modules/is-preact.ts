/** Whether a specifier means Preact, by its own name or by one of React's that are aliases of it (spec 9.4). */
export function isPreact(specifier: string): boolean {
  return /^(?:npm:)?(?:preact|react|react-dom)(?:@[^/]*)?(?:\/|$)/.test(specifier);
}
