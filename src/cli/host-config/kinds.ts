/** The hosts that a build can write a configuration for. */
export const HOST_KINDS = ['netlify', 'nginx', 'vercel', 's3'] as const;

export type HostKind = (typeof HOST_KINDS)[number];
