/// <reference lib="dom" />
import { strToU8, zipSync } from 'fflate';
import type { BundleAnswer } from '../worker/protocol.ts';

/** A file for the person to keep. */
export interface Download {
  readonly name: string;
  readonly type: string;
  readonly content: Uint8Array<ArrayBuffer>;
}

/** The first moment that a zip file can say: the same bundle gives the same bytes. */
const EPOCH = '1980-01-01T00:00:00';

/** All files of a bundle in one zip file. */
export function exportZip({ files }: BundleAnswer): Download {
  const entries = Object.fromEntries(files.map(({ path, text }) => [path, strToU8(text)]));
  const content = zipSync(entries, { mtime: EPOCH }) as Uint8Array<ArrayBuffer>;
  return { name: 'bundle.zip', type: 'application/zip', content };
}

/** The page of a bundle that is one file. */
export function exportSingleFile({ files, entry }: BundleAnswer): Download {
  const text = files.find(({ path }) => path === entry)?.text ?? '';
  return { name: entry ?? 'index.html', type: 'text/html', content: strToU8(text) as Uint8Array<ArrayBuffer> };
}

/** Hands a file to the browser. */
export function download({ name, type, content }: Download): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
