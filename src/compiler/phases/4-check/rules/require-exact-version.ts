import { quote } from '../../../../diagnostics/quote.ts';
import { isExactVersion, readSpecifier, versionsIn } from '../../../../plan/modules/specifier.ts';
import { token } from '../../../../plan/pointer.ts';
import { switchHelp } from '../advice.ts';
import { modulePlaceOf, type Place } from '../module-place.ts';
import { defineRule } from '../rule.ts';

/** Policy 2.5: no range or tag in specifiers and URLs. */
export const requireExactVersion = defineRule({
  code: 'RF4178',
  name: 'require-exact-version',
  docs: 'A range or tag names another version tomorrow. Specifiers and URLs name exact ones.',
  example: { bad: '"npm:preact@^10"', good: '"npm:preact@10.28.3"' },
  fields: ['requireExactVersions'],
  create({ flag, report }) {
    const judge = (specifier: string, place: Place) => {
      const loose = flag('requireExactVersions') ? looseVersion(specifier) : undefined;
      if (loose === undefined) return;
      const message = loose
        ? `The module ${quote(specifier)} has the range or tag ${quote(loose)}.`
        : `The module ${quote(specifier)} names no version.`;
      report({
        ...place,
        message,
        help: switchHelp('requireExactVersions', false, 'Write an exact version'),
      });
    };
    return {
      Module(use) {
        if (use.usage !== 'allowed') judge(use.specifier, modulePlaceOf(use));
      },
      Document({ document }) {
        for (const [specifier, { resolvedUrl }] of Object.entries(document.moduleManifest ?? {})) {
          if (resolvedUrl !== specifier)
            judge(resolvedUrl, { pointer: `/moduleManifest${token(specifier)}/resolvedUrl` });
        }
      },
    };
  },
});

/** The version that is not exact, empty where an `npm:` name has none. A bare name leaves the choice to the manifest. */
function looseVersion(specifier: string): string | undefined {
  const read = readSpecifier(specifier);
  if (read.kind === 'https') return versionsIn(read.url).find((version) => !isExactVersion(version));
  if (read.kind === 'npm' && read.version === undefined) return '';
  if (read.kind !== 'npm' && read.kind !== 'bare') return undefined;
  return read.version === undefined || isExactVersion(read.version) ? undefined : read.version;
}
