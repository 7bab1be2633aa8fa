import { EnvironmentError } from '../failures.ts';

/** What is used of the package `sigstore`, which is installed by those who want it. */
export interface Sigstore {
  attest(payload: Buffer, payloadType: string): Promise<object>;
  /** Throws an error with a `code` for a bundle that is not good, or where the roots of trust cannot be had. */
  verify(bundle: object, options: Readonly<Record<string, string>>): Promise<SigstoreSigner>;
}

/** Who has signed, as the certificate says it. */
export interface SigstoreSigner {
  readonly identity?: {
    readonly subjectAlternativeName?: string;
    readonly extensions?: { readonly issuer?: string };
  };
}

const PACKAGE = 'sigstore';

/** Loads the package; throws an EnvironmentError where it is not installed beside this one. */
export async function loadSigstore(): Promise<Sigstore> {
  try {
    const loaded = (await import(PACKAGE)) as Sigstore & { default?: Sigstore };
    return loaded.default ?? loaded;
  } catch {
    throw new EnvironmentError(
      'The package `sigstore` is not installed beside renderify.',
      'Install it: `npm install --save-dev sigstore`.',
    );
  }
}

/** Why Sigstore gave nothing. */
export function sigstoreFailure(error: unknown): EnvironmentError {
  const reason = error instanceof Error ? error.message : String(error);
  return new EnvironmentError(
    `Sigstore did not sign: ${reason}.`.replace(/\.+$/, '.'),
    'It takes an identity (in GitHub Actions the permission `id-token: write`) and a way to sigstore.dev.',
  );
}
