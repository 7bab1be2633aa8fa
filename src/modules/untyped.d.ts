declare module 'npm-pick-manifest' {
  export default function pickManifest(
    packument: object,
    wanted: string,
    options: { before?: Date | null; nodeVersion?: string | null },
  ): { readonly version: string };
}

declare module 'npm-package-arg' {
  interface Result {
    readonly type: 'version' | 'range' | 'tag' | 'alias' | 'git' | 'file' | 'directory' | 'remote';
    readonly name: string;
    readonly fetchSpec: string;
    readonly subSpec?: Result;
  }
  const npa: { resolve(name: string, spec: string): Result };
  export default npa;
}

declare module 'semver' {
  interface Options {
    readonly loose?: boolean;
    readonly includePrerelease?: boolean;
  }
  export function satisfies(version: string, range: string, options?: Options): boolean;
  export function rcompare(a: string, b: string): number;
  export function valid(version: string): string | null;
}
