/** What the process says when it ends; scripts may rely on these numbers. */
export const exitCodes = {
  good: 0,
  findings: 1,
  usage: 2,
  environment: 3,
  bug: 70,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
