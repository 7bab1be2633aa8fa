import type { Report } from '../../diagnostics/define.ts';
import { quote } from '../../diagnostics/quote.ts';
import { EnvironmentError } from '../failures.ts';
import { signingFindings as findings } from './findings.ts';
import { loadSigstore } from './load-sigstore.ts';

/** Whose certificates are trusted: the name in them, and who vouches for that name. */
export interface Identity {
  /** An address of mail, or the URI of a workflow. */
  readonly name: string;
  /** The URL of the issuer of identities. */
  readonly issuer: string;
}

/** Whether a bundle of Sigstore is good and of this identity; what is not is reported. */
export async function judgeSigstore(bundle: object, { name, issuer }: Identity, report: Report): Promise<boolean> {
  const sigstore = await loadSigstore();
  try {
    const { identity } = await sigstore.verify(bundle, {});
    // Compared here, and whole: the package takes a name for a pattern.
    const [found, by] = [identity?.subjectAlternativeName, identity?.extensions?.issuer];
    if (found === name && by === issuer) return true;
    report(findings.untrusted, {
      pointer: '',
      message: `The bundle is signed by ${quote(String(found))}, for which ${quote(String(by))} vouches.`,
      help: `Trusted is ${quote(name)} of ${quote(issuer)}.`,
    });
  } catch (error) {
    const { code = '', message } = error as Error & { code?: string };
    if (/^TUF_/.test(code)) throw new EnvironmentError(`The roots of trust of Sigstore cannot be had: ${message}.`);
    report(findings.changed, { pointer: '', message: `Sigstore does not accept the signature: ${message}.` });
  }
  return false;
}
