import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemCode } from '../failures.ts';
import { ABOUT, MANIFEST } from '../output/survey.ts';
import { type HostedBundle, hostedBundle } from './hosted-bundle.ts';

/** What hosts have to know of a bundle that lies in `home`; its place in the output is `folder`. */
export function readHosted(home: string, folder: string): HostedBundle {
  const others = ABOUT.flatMap((path) => {
    const text = tryRead(join(home, path));
    return text ? [{ path, text }] : [];
  });
  return hostedBundle(folder, readFileSync(join(home, MANIFEST)), others);
}

function tryRead(path: string): Uint8Array | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
