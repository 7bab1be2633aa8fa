import { promisify } from 'node:util';
import { constants, gunzip } from 'node:zlib';
import { Header, Pax } from 'tar';
import { quote } from '../../diagnostics/quote.ts';
import { moduleFindings } from '../findings.ts';
import { ModuleProblem } from '../problem.ts';

const BLOCK = 512;
const MAX_FILES = 60_000;
const MAX_BYTES = 512 * 1024 * 1024;
/** Text compresses to a tenth, hardly ever to a hundredth. */
const MAX_RATIO = 200;
const SMALL = 1024 * 1024;

const inflate = promisify(gunzip);

/** The files of an npm tarball by their path in the package, in memory; nothing is ever written where a path says. */
export async function untar(tarball: Uint8Array, key: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const bytes = await unpack(tarball, key);
  const files = new Map<string, Uint8Array>();
  const names = new Map<string, string>();
  for (const { path, type, content } of entries(bytes, key)) {
    if (type === 'Directory' || type === 'GNUDumpDir') continue;
    if (type !== 'File' && type !== 'OldFile' && type !== 'ContiguousFile')
      throw unsafe(key, `has the entry ${quote(path)}, which is no file but a ${quote(type)}`);
    const name = safeName(path, key);
    const other = names.get(fold(name));
    if (other !== undefined && other !== name)
      throw unsafe(key, `has the files ${quote(other)} and ${quote(name)}, which are one on many systems`);
    names.set(fold(name), name);
    files.set(name, content);
    if (files.size > MAX_FILES) throw unsafe(key, `has more than ${MAX_FILES} files`);
  }
  return files;
}

async function unpack(tarball: Uint8Array, key: string): Promise<Buffer> {
  const most = Math.min(MAX_BYTES, Math.max(SMALL, tarball.length * MAX_RATIO));
  if (tarball[0] !== 0x1f || tarball[1] !== 0x8b) throw unsafe(key, 'is no gzip file');
  try {
    return await inflate(tarball, { maxOutputLength: most, finishFlush: constants.Z_SYNC_FLUSH });
  } catch (error) {
    const tooBig = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw unsafe(key, tooBig ? `grows to more than ${most} bytes when it is unpacked` : 'cannot be unpacked');
  }
}

interface Entry {
  readonly path: string;
  readonly type: string;
  readonly content: Uint8Array;
}

function* entries(bytes: Buffer, key: string): Generator<Entry> {
  let extended: Pax | undefined;
  let shared: Pax | undefined;
  let longName: string | undefined;
  for (let at = 0; at + BLOCK <= bytes.length; ) {
    const header = readHeader(bytes, at, key, extended, shared);
    at += BLOCK;
    if (header.nullBlock) continue;
    if (!header.cksumValid || header.path === undefined) throw unsafe(key, 'has a damaged header');
    const size = header.size ?? 0;
    if (size < 0 || at + size > bytes.length) throw unsafe(key, 'ends in the middle of a file');
    const content = bytes.subarray(at, at + size);
    at += Math.ceil(size / BLOCK) * BLOCK;
    if (header.type === 'ExtendedHeader') extended = Pax.parse(text(content), extended, false);
    else if (header.type === 'GlobalExtendedHeader') shared = Pax.parse(text(content), shared, true);
    else if (header.type === 'NextFileHasLongPath') longName = text(content).replace(/\0.*/s, '');
    else {
      yield { path: longName ?? header.path, type: header.type, content };
      extended = undefined;
      longName = undefined;
    }
  }
}

function readHeader(bytes: Buffer, at: number, key: string, extended?: Pax, shared?: Pax): Header {
  try {
    return new Header(bytes, at, extended, shared);
  } catch {
    throw unsafe(key, 'has a damaged header');
  }
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8');
}

/** Without the first folder, which packers name as they like. */
function safeName(path: string, key: string): string {
  const segments = path.split('/').filter((segment) => segment !== '' && segment !== '.');
  const bad = path.startsWith('/') || /[\\\0]|^[a-z]:/i.test(path) || segments.includes('..');
  if (bad) throw unsafe(key, `has the entry ${quote(path)}, which leaves the package`);
  const name = segments.slice(1).join('/');
  if (name === '') throw unsafe(key, `has the entry ${quote(path)}, which is in no folder`);
  return name;
}

function fold(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

function unsafe(key: string, what: string): ModuleProblem {
  const help = 'Tell the author of the package; another version of it may be sound.';
  return new ModuleProblem(moduleFindings.unsafeArchive, `The tarball of ${quote(key)} ${what}.`, help);
}
