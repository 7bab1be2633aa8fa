/// <reference lib="dom" />

/** The bytes of a text, as they are and compressed where the browser can. */
export interface Sizes {
  readonly bytes: number;
  readonly gzip: number | undefined;
  readonly brotli: number | undefined;
}

/** Measures a text as UTF-8. */
export async function sizesOf(text: string): Promise<Sizes> {
  const bytes = new TextEncoder().encode(text);
  return { bytes: bytes.length, gzip: await packed(bytes, 'gzip'), brotli: await packed(bytes, 'brotli') };
}

/** Few browsers have brotli here; who has not says so by throwing. */
async function packed(bytes: Uint8Array<ArrayBuffer>, format: string): Promise<number | undefined> {
  try {
    const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream(format as CompressionFormat));
    return (await new Response(stream).arrayBuffer()).byteLength;
  } catch {
    return undefined;
  }
}
