import { join } from 'node:path';
import { verifyFindings as findings } from '../../compiler/verify/findings.ts';
import type { Report } from '../../diagnostics/define.ts';
import { quote } from '../../diagnostics/quote.ts';
import { digestOf, tryRead } from '../digest.ts';
import { BUILD_MANIFEST, MANIFEST } from '../output/survey.ts';
import { type BuildManifest, readBuildManifest } from './read-build-manifest.ts';

/** Holds an output folder against its build manifest, whose text is given; gives the files that this accounts for. */
export function verifyBuild(folder: string, text: string, report: Report): ReadonlySet<string> {
  const manifest = readBuildManifest(text);
  if (!manifest) {
    const message = `${quote(BUILD_MANIFEST)} is not as a build writes it.`;
    report(findings.manifest, { pointer: '', message, help: 'Build the plans again.' });
    return new Set([BUILD_MANIFEST]);
  }
  for (const { pointer, path, digest } of claimsOf(manifest)) {
    const bytes = tryRead(join(folder, path));
    if (!bytes) report(findings.missing, { pointer, message: `The file ${quote(path)} is missing.` });
    else if (digestOf(bytes) !== digest)
      report(findings.changed, { pointer, message: `The file ${quote(path)} is not the one that was built.` });
  }
  return new Set([BUILD_MANIFEST, ...manifest.files.map(({ path }) => path)]);
}

function claimsOf({ plans, files }: BuildManifest): { pointer: string; path: string; digest: string }[] {
  return [
    ...plans.map(({ folder, manifest }, i) => ({
      pointer: `/plans/${i}/manifest`,
      path: folder === '' ? MANIFEST : `${folder}/${MANIFEST}`,
      digest: manifest.slice('sha256-'.length),
    })),
    ...files.map(({ path, sha256 }, i) => ({ pointer: `/files/${i}`, path, digest: sha256 })),
  ];
}
