import type { KeyObject } from 'node:crypto';
import type { Report } from '../../diagnostics/define.ts';
import { quote } from '../../diagnostics/quote.ts';
import { PROVENANCE, SIGNATURE, SIGSTORE } from '../output/survey.ts';
import { type Envelope, encodePayload, readEnvelope, readJsonFile } from './dsse.ts';
import { signingFindings as findings } from './findings.ts';
import { isSignedBy, keyIdOf } from './keys.ts';
import { signedStatement } from './sigstore-bundle.ts';
import { type Identity, judgeSigstore } from './verify-sigstore.ts';
import { subjectProblem } from './verify-subjects.ts';

/** Who is trusted; nobody when nothing is said, and then signatures are only held against what they are about. */
export interface Trust {
  readonly keys: readonly KeyObject[];
  readonly identity: Identity | undefined;
  /** Files that the statement does not name are no error. */
  readonly allowUnlisted: boolean;
}

type Files = ReadonlyMap<string, Uint8Array>;

/** Verifies the signatures of one bundle. One of those who are trusted must have signed all its files. */
export async function verifySignature(files: Files, trust: Trust, report: Report): Promise<void> {
  const { keys, identity } = trust;
  if (files.has(SIGNATURE) || keys.length > 0) judgeEnvelope(files, trust, report);
  if (!files.has(SIGSTORE) && !identity) return;
  const bundle = readJsonFile(files.get(SIGSTORE));
  const statement = signedStatement(bundle);
  if (!files.has(SIGSTORE)) reportMissing(SIGSTORE, report);
  else if (!statement) reportForm(SIGSTORE, report);
  else if (!identity || (await judgeSigstore(bundle as object, identity, report)))
    judgeStatement(statement, files, trust, report);
}

function judgeEnvelope(files: Files, trust: Trust, report: Report): void {
  const envelope = readEnvelope(readJsonFile(files.get(SIGNATURE)));
  if (!files.has(SIGNATURE)) reportMissing(SIGNATURE, report);
  else if (!envelope) reportForm(SIGNATURE, report);
  else if (trust.keys.length === 0 || isTrusted(envelope, trust.keys, report))
    judgeStatement(envelope.payload, files, trust, report);
}

/** What the envelope says of its keys is only a hint, for those who read of it. */
function isTrusted({ payload, signatures }: Envelope, keys: readonly KeyObject[], report: Report): boolean {
  const bytes = encodePayload(payload);
  if (keys.some((key) => signatures.some(({ sig }) => isSignedBy(key, bytes, sig)))) return true;
  const said = signatures.map(({ keyid }) => keyid);
  const ours = keys.map(keyIdOf).find((id) => said.includes(id));
  if (ours !== undefined)
    report(findings.changed, {
      pointer: '',
      message: `The signature in ${quote(SIGNATURE)} is not good; it says that it is of the key ${quote(ours)}.`,
      help: 'It was changed after it was made. Build and sign again.',
    });
  else
    report(findings.untrusted, {
      pointer: '',
      message: `The bundle is signed by ${said.map(quote).join(', ') || 'nobody'}, and by no key that was given.`,
      help: `${keys.length === 1 ? 'The key that was given is' : 'Keys that were given are'} ${keys.map((key) => quote(keyIdOf(key))).join(', ')}.`,
    });
  return false;
}

function judgeStatement(statement: Buffer, files: Files, { allowUnlisted }: Trust, report: Report): void {
  const beside = files.get(PROVENANCE);
  if (!beside || !statement.equals(beside))
    report(findings.changed, {
      pointer: '',
      message: `The statement in ${quote(PROVENANCE)} is not the one that was signed.`,
      help: 'Build and sign again.',
    });
  const problem = subjectProblem(statement, files, allowUnlisted);
  if (problem !== undefined) report(findings.subject, { pointer: '', message: problem, help: 'Build and sign again.' });
}

function reportMissing(path: string, report: Report): void {
  const message = `The bundle has no signature ${quote(path)}.`;
  report(findings.missing, { pointer: '', message, help: 'Build it with `--sign`.' });
}

function reportForm(path: string, report: Report): void {
  const message = `The file ${quote(path)} is no signed statement of a build.`;
  report(findings.form, { pointer: '', message, help: 'Build and sign again.' });
}
