/** How differences are printed. */
export const DIFF_FORMATS = ['pretty', 'json', 'markdown'] as const;

export type DiffFormat = (typeof DIFF_FORMATS)[number];
