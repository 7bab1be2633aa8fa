import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { runtime } from '../../src/compiler/phases/7-emit/runtime.generated.ts';
import { bundleOf } from './door.ts';
import { readIndex } from './examples.ts';

/** Bytes as they are and after brotli. */
export type Size = readonly [raw: number, brotli: number];

/** What pages weigh: whole pages by plan, without manifest and headers, and every function of the runtime by itself. */
export interface Sizes {
  readonly pages: Readonly<Record<string, Size>>;
  readonly runtime: Readonly<Record<string, Size>>;
}

/** Measures the plans of a folder with an index, and the runtime. */
export async function measureSizes(folder: string): Promise<Sizes> {
  const pages: Record<string, Size> = {};
  for (const { file, profile, build } of await readIndex(folder)) {
    const text = await readFile(join(folder, file), 'utf8');
    const { files } = await bundleOf(text, { profile, ...build });
    const shipped = files.filter(({ path }) => path !== '_headers' && path !== 'renderify.manifest.json');
    pages[file.replace(/\.json$/, '')] = sizeOf(shipped.map((one) => one.text).join(''));
  }
  return {
    pages,
    runtime: Object.fromEntries(Object.entries(runtime).map(([name, { code }]) => [name, sizeOf(code)])),
  };
}

/** One line per entry, so that a change of a size is one line of a diff. */
export function printSizes({ pages, runtime }: Sizes): string {
  const section = (sizes: Readonly<Record<string, Size>>) =>
    Object.entries(sizes)
      .map(([name, [raw, brotli]]) => `    ${JSON.stringify(name)}: [${raw}, ${brotli}]`)
      .join(',\n');
  const unit = '"unit": "bytes: [as they are, after brotli]"';
  return `{\n  ${unit},\n  "pages": {\n${section(pages)}\n  },\n  "runtime": {\n${section(runtime)}\n  }\n}\n`;
}

function sizeOf(text: string): Size {
  const bytes = Buffer.from(text);
  return [bytes.length, brotliCompressSync(bytes).length];
}
