import { defineHost, type HostReading, NO_PACKAGE, splitPackagePath } from './host.ts';

/** What the server does to its output and we do not need to be told. */
const HARMLESS =
  /^(target|bundle|standalone|no-bundle|no-dts|no-check|exports|external|keep-names|ignore-annotations|minify|sourcemap|pin|dev|raw)$/;
/** Registries and repositories that are not npm. */
const ELSEWHERE = /^(gh|jsr|pr|pkg\.pr\.new|tsx|run|x)\//;
/** Names that every graph here has one copy of, whatever a URL says about them. */
const SHARED = /^(react|react-dom|preact)(@|\/|$)/;

/** `https://esm.sh/name@range&flags/path?options`: built anew on the server, for the browser that asks. */
export const esmSh = defineHost({
  hosts: ['esm.sh'],
  read(path, url) {
    const text = path.replace(/^(v\d+|stable)\//, '').replace(/^\*/, '');
    if (ELSEWHERE.test(text)) return { refused: 'is none of npm at this host' };
    const flags = /@[^/&]*(&[^/]*)/.exec(text)?.[1] ?? '';
    const parts = splitPackagePath(text.replace(flags, ''));
    if (!parts) return NO_PACKAGE;
    const options = [...new URLSearchParams(flags.replace('&', '')), ...url.searchParams];
    return (
      readOptions(options) ?? { ...parts, path: parts.path.replace(/^es\d+\//, ''), ...SERVED, ignored: kept(options) }
    );
  },
});

const SERVED = { file: false, faithful: false } as const;

/** Options that would change which modules there are are refused, but for what is so here anyway. */
function readOptions(options: readonly (readonly [string, string])[]): HostReading | undefined {
  const bad = options.find(([key, value]) => !HARMLESS.test(key) && !isAlready(key, value));
  return bad && { refused: `has the option \`${bad[0]}\`, which would make it another module` };
}

function isAlready(key: string, value: string): boolean {
  if (key === 'deps') return value.split(',').every((one) => SHARED.test(one));
  if (key !== 'alias') return false;
  return value.split(',').every((one) => /^react(-dom)?(\/[\w-]+)?:preact(@[\d.]+)?\/(compat|jsx-runtime)$/.test(one));
}

function kept(options: readonly (readonly [string, string])[]): string[] {
  return options
    .filter(([key]) => /^(dev|deps|alias)$/.test(key))
    .map(([key, value]) => (value ? `${key}=${value}` : key));
}
