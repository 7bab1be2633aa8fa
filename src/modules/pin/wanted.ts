import npa from 'npm-package-arg';
import { quote } from '../../diagnostics/quote.ts';
import { moduleFindings } from '../findings.ts';
import { ModuleProblem } from '../problem.ts';

/** What is wanted of which package, after aliases of npm (`npm:other@1`) are followed. */
export interface Wanted {
  readonly name: string;
  readonly type: 'version' | 'range' | 'tag';
  readonly spec: string;
}

/** Reads a name with a version, range or tag; everything that is no package of a registry is refused before it is fetched. */
export function readWanted(name: string, wanted: string): Wanted {
  const read = attempt(name, wanted || '*');
  const found = read?.type === 'alias' ? read.subSpec : read;
  if (found && (found.type === 'version' || found.type === 'range' || found.type === 'tag'))
    return { name: found.name, type: found.type, spec: found.fetchSpec };
  const what = found
    ? `is a ${KINDS[found.type] ?? 'thing'}`
    : 'is neither a version nor a range nor a tag of a package';
  const message = `${quote(`${name}@${wanted}`)} ${what}, and modules come from registries only.`;
  throw new ModuleProblem(moduleFindings.specifierRefused, message, 'Name a version that is published.');
}

const KINDS: Readonly<Record<string, string>> = {
  git: 'repository',
  file: 'file of this machine',
  directory: 'folder of this machine',
  remote: 'tarball somewhere',
};

function attempt(name: string, wanted: string): ReturnType<typeof npa.resolve> | undefined {
  try {
    return npa.resolve(name, wanted);
  } catch {
    return undefined;
  }
}
