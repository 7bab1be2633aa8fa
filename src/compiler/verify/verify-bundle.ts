import type { Report } from '../../diagnostics/define.ts';
import { quote } from '../../diagnostics/quote.ts';
import type { CompilerHost } from '../host.ts';
import { readJson } from '../json/read.ts';
import { ABOUT_PATHS } from '../supply-chain/create-provenance.ts';
import { decodeText } from './decode-text.ts';
import { verifyFindings as findings } from './findings.ts';
import { type Manifest, readManifest } from './manifest.ts';
import { verifyHeaders } from './verify-headers.ts';
import { verifyPage } from './verify-page.ts';
import { verifySupplyChain } from './verify-supply-chain.ts';

/** The name of the file that describes a bundle. */
export const MANIFEST_PATH = 'renderify.manifest.json';

/** What a bundle is held against beside its own manifest. */
export interface VerifyOptions {
  /** The policy digest that the bundle must have been built with, `sha256-<hex>`. */
  readonly expectPolicy?: string;
  /** Files that the manifest does not list are warnings. */
  readonly allowUnlisted?: boolean;
}

/** Recomputes everything that the manifest of a bundle says about the files beside it. Needs no network and no plan. */
export function verifyBundle(
  files: ReadonlyMap<string, Uint8Array>,
  options: VerifyOptions,
  host: CompilerHost,
  report: Report,
): void {
  const manifest = openManifest(files.get(MANIFEST_PATH), report);
  if (!manifest) return;
  verifyFiles(manifest, files, options, host, report);
  verifyPolicy(manifest, options, report);
  verifyPage(manifest, files, host, report);
  verifyHeaders(manifest, files, report);
  verifySupplyChain(manifest.value, files, host, report);
}

function openManifest(bytes: Uint8Array | undefined, report: Report): Manifest | undefined {
  const fail = (pointer: string, message: string): undefined => {
    report(findings.manifest, { pointer, message, help: 'Build the plan again.' });
  };
  if (!bytes) return fail('', `The folder has no ${quote(MANIFEST_PATH)}.`);
  const text = decodeText(bytes);
  const value = text === undefined ? undefined : readJson(text, report);
  if (text === undefined || value === undefined) return fail('', `${quote(MANIFEST_PATH)} is not JSON.`);
  const manifest = readManifest(value);
  if ('wrong' in manifest)
    return fail(manifest.wrong, `${quote(manifest.wrong)} in the manifest is not as a build writes it.`);
  return manifest;
}

function verifyFiles(
  manifest: Manifest,
  files: ReadonlyMap<string, Uint8Array>,
  { allowUnlisted }: VerifyOptions,
  host: CompilerHost,
  report: Report,
): void {
  for (const [index, { path, bytes, sha256 }] of manifest.files.entries()) {
    const found = files.get(path);
    const pointer = `/files/${index}`;
    if (!found) report(findings.missing, { pointer, message: `The file ${quote(path)} is missing.` });
    else if (found.length !== bytes || hex(host.sha256(found)) !== sha256)
      report(findings.changed, { pointer, message: `The file ${quote(path)} is not the one that was built.` });
  }
  const listed = new Set([MANIFEST_PATH, ...ABOUT_PATHS, ...manifest.files.map(({ path }) => path)]);
  const severity = allowUnlisted ? 'warning' : 'error';
  const unlisted = [...files.keys()].filter((path) => !listed.has(path)).sort();
  // Findings are kept one per place, and these have none of their own in the manifest.
  for (const [index, path] of unlisted.entries())
    report(findings.unlisted, {
      pointer: `/files/${manifest.files.length + index}`,
      severity,
      message: `The file ${quote(path)} is not listed in the manifest.`,
    });
}

function verifyPolicy({ policyDigest }: Manifest, { expectPolicy }: VerifyOptions, report: Report): void {
  if (expectPolicy === undefined || expectPolicy === policyDigest) return;
  const message = `The bundle was built with the policy ${quote(policyDigest)}, not ${quote(expectPolicy)}.`;
  report(findings.policy, { pointer: '/policy/digest', message, help: 'Build it again with the expected policy.' });
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
