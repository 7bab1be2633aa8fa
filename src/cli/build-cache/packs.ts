import { createHash, randomBytes } from 'node:crypto';
import { appendFileSync, closeSync, mkdirSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Where an entry is. */
interface Place {
  readonly pack: string;
  readonly offset: number;
  readonly length: number;
  readonly digest: string;
}

/**
 * Reads packs: files of many entries one after the other, each with a list of what is in it beside it. One file of a thousand
 * entries is written and restored a hundred times faster than a thousand files.
 */
export interface PackReader {
  /** The entry as text; one that is damaged, cut off, or was put under another key is not there. */
  get(key: string): string | undefined;
  /** Packs that entries were taken from. */
  used(): ReadonlySet<string>;
  close(): void;
}

/** A line of a list: key, offset, length, and the digest of key and entry. */
const LINE = /^([0-9a-f]{64}) (\d{1,15}) (\d{1,9}) ([0-9a-f]{64})$/;

/** Opens all packs of a folder. */
export function openPacks(folder: string): PackReader {
  const places = new Map<string, Place>();
  for (const pack of listPacks(folder)) for (const [key, place] of readList(folder, pack)) places.set(key, place);
  const open = new Map<string, number | undefined>();
  const used = new Set<string>();
  const descriptorOf = (pack: string) => {
    if (!open.has(pack)) open.set(pack, tryOpen(join(folder, `${pack}.pack`)));
    return open.get(pack);
  };
  return {
    get(key) {
      const place = places.get(key);
      const descriptor = place && descriptorOf(place.pack);
      if (!place || descriptor === undefined) return undefined;
      const bytes = readAt(descriptor, place);
      if (!bytes || digestOf(key, bytes) !== place.digest) return undefined;
      used.add(place.pack);
      return bytes.toString();
    },
    used: () => used,
    close() {
      for (const descriptor of open.values()) if (descriptor !== undefined) closeSync(descriptor);
      open.clear();
    },
  };
}

/** The names of the packs of a folder, oldest first. */
export function listPacks(folder: string): string[] {
  const names = tryList(folder).flatMap((name) => (name.endsWith('.list') ? [name.slice(0, -'.list'.length)] : []));
  const ages = new Map(names.map((name) => [name, statSync(join(folder, `${name}.list`), QUIET)?.mtimeMs ?? 0]));
  return names.sort((a, b) => (ages.get(a) ?? 0) - (ages.get(b) ?? 0) || (a < b ? -1 : 1));
}

/** The keys of a pack. */
export function keysOf(folder: string, pack: string): string[] {
  return readList(folder, pack).map(([key]) => key);
}

/** Writes one pack, which nobody else writes. */
export interface PackWriter {
  put(key: string, text: string): void;
  /** Appends what was put since; a folder that cannot be written costs time later and nothing else. */
  flush(): void;
}

/** Begins a pack; there is no file before something is in it. */
export function createPack(folder: string): PackWriter {
  const path = join(folder, `${Date.now().toString(36)}-${randomBytes(6).toString('hex')}`);
  let offset = 0;
  let entries: Buffer[] = [];
  let lines: string[] = [];
  let broken = false;
  return {
    put(key, text) {
      const bytes = Buffer.from(text);
      lines.push(`${key} ${offset} ${bytes.length} ${digestOf(key, bytes)}\n`);
      entries.push(bytes);
      offset += bytes.length;
    },
    flush() {
      if (entries.length === 0 || broken) return;
      try {
        mkdirSync(folder, { recursive: true });
        appendFileSync(`${path}.pack`, Buffer.concat(entries));
        appendFileSync(`${path}.list`, lines.join(''));
      } catch {
        // Half of an entry may be there; nothing that came after it would be in its place.
        broken = true;
      }
      entries = [];
      lines = [];
    },
  };
}

const QUIET = { throwIfNoEntry: false } as const;

function readList(folder: string, pack: string): [key: string, place: Place][] {
  try {
    return readFileSync(join(folder, `${pack}.list`), 'latin1')
      .split('\n')
      .flatMap((line) => {
        const [, key = '', offset, length, digest = ''] = LINE.exec(line) ?? [];
        return key ? [[key, { pack, offset: Number(offset), length: Number(length), digest }] as [string, Place]] : [];
      });
  } catch {
    return [];
  }
}

function readAt(descriptor: number, { offset, length }: Place): Buffer | undefined {
  const bytes = Buffer.allocUnsafe(length);
  for (let at = 0; at < length; ) {
    const read = readSync(descriptor, bytes, at, length - at, offset + at);
    if (read === 0) return undefined;
    at += read;
  }
  return bytes;
}

/** With the key, so that no entry can stand in for another. */
function digestOf(key: string, bytes: Uint8Array): string {
  return createHash('sha256').update(`${key}\n`).update(bytes).digest('hex');
}

function tryOpen(path: string): number | undefined {
  try {
    return openSync(path, 'r');
  } catch {
    return undefined;
  }
}

/** The names in a folder, none where there is none. */
export function tryList(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
