import type { BundleFile } from '../../compiler/stages.ts';
import type { Options } from '../commands/command.ts';
import type { BuiltPlan } from '../compile-plans.ts';
import { sourceDate } from '../settings/prepare.ts';
import { signFiles } from './sign-files.ts';
import { openSigner, readSigning, type Signer, type SigningSettings } from './signer.ts';

let opened: { readonly settings: SigningSettings; readonly signer: Promise<Signer> } | undefined;

/** The files of a bundle, signed. What signs is opened once for a thread. */
export async function signWith(
  settings: SigningSettings,
  files: readonly BundleFile[],
  home: string,
): Promise<readonly BundleFile[]> {
  if (opened?.settings !== settings) opened = { settings, signer: openSigner(settings) };
  return signFiles(files, home, await opened.signer, sourceDate());
}

/** Bundles that were built in this process, signed as `--sign` says; `homeOf` gives the folder of a plan's bundle. */
export async function signBuilt(
  built: readonly BuiltPlan[],
  homeOf: (plan: string) => string,
  options: Options,
): Promise<BuiltPlan[]> {
  const settings = readSigning(options);
  const signed: BuiltPlan[] = [];
  for (const one of built) {
    const { bundle, plan } = one;
    const files = settings ? await signWith(settings, bundle.files, homeOf(plan)) : bundle.files;
    signed.push({ ...one, bundle: { ...bundle, files } });
  }
  return signed;
}
