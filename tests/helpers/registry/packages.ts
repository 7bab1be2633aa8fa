import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { create } from 'tar';

/** A package as a registry has it, packed when it is first asked for. */
export interface StoredPackage {
  readonly manifest: Record<string, unknown>;
  readonly folder: string;
}

/** Where packages come from: those that are installed for the tests, and small ones that were written for them. */
const FIXTURES = 'fixtures/modules';

/** All versions of a package: fixtures in `<name>` or `<name>@<version>` folders, else the installed one and its nested copies. */
export function versionsOf(name: string): StoredPackage[] {
  const fixtures = fixtureFolders(name);
  const folders = fixtures.length > 0 ? fixtures : installedFolders(name);
  const found = folders.map((folder) => ({ folder, manifest: readManifest(folder) }));
  return [...new Map(found.map((one) => [String(one.manifest['version']), one])).values()];
}

function fixtureFolders(name: string): string[] {
  const [scope, rest] = name.startsWith('@') ? (name.split('/') as [string, string]) : ['', name];
  const base = join(FIXTURES, scope);
  if (!existsSync(base)) return [];
  const names = readdirSync(base).filter((one) => one === rest || one.startsWith(`${rest}@`));
  return names.map((one) => join(base, one)).filter((folder) => existsSync(join(folder, 'package.json')));
}

function installedFolders(name: string): string[] {
  const nested = readdirSync('node_modules')
    .flatMap((one) =>
      one.startsWith('@') ? readdirSync(join('node_modules', one)).map((two) => join(one, two)) : [one],
    )
    .map((one) => join('node_modules', one, 'node_modules', name));
  return [join('node_modules', name), ...nested].filter((folder) => existsSync(join(folder, 'package.json')));
}

function readManifest(folder: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<string, unknown>;
}

const packed = new Map<string, Promise<Buffer>>();

/** The tarball of a package, as `npm pack` would make it. */
export function tarballOf({ folder }: StoredPackage): Promise<Buffer> {
  const known = packed.get(folder) ?? pack(folder);
  packed.set(folder, known);
  return known;
}

async function pack(folder: string): Promise<Buffer> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((path) => !path.startsWith('node_modules/'))
    .sort();
  const chunks: Buffer[] = [];
  const options = { cwd: folder, gzip: { level: 6 }, prefix: 'package', portable: true, mtime: new Date(0) };
  for await (const chunk of create(options, files)) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** The digest that old registries state. */
export function sha1(bytes: Uint8Array): string {
  return createHash('sha1').update(bytes).digest('hex');
}

/** A digest as registries write it. */
export function sha512(bytes: Uint8Array): string {
  return `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
}

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const stranger = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey;

/** The key of the registry, as its keys endpoint publishes it. */
export const REGISTRY_KEY = {
  keyid: 'SHA256:test',
  keytype: 'ecdsa-sha2-nistp256',
  scheme: 'ecdsa-sha2-nistp256',
  expires: null,
  key: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
};

/** A signature over what npm signs; `forged` ones are of another key. */
export function signature(key: string, integrity: string, forged = false): { keyid: string; sig: string } {
  const by: KeyObject = forged ? stranger : privateKey;
  const sig = sign('sha256', Buffer.from(`${key}:${integrity}`), by).toString('base64');
  return { keyid: REGISTRY_KEY.keyid, sig };
}
