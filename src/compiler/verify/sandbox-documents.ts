import { type ScannedTag, scanHtml } from './scan-html.ts';

/**
 * The tags of the sandboxed documents that a script of the compiler has as string literals: of the frame, and of the frame
 * inside it.
 */
export function sandboxDocuments(script: string): ScannedTag[][] {
  const documents: ScannedTag[][] = [];
  for (const [literal] of script.matchAll(/"(?:<|\\x3c)!doctype html>(?:[^"\\]|\\.)*"/g)) {
    const text = readLiteral(literal);
    if (text === undefined) continue;
    const tags = scanHtml(text);
    documents.push(tags);
    for (const tag of tags) if (isIslandFrame(tag)) documents.push(scanHtml(tag.attributes.get('srcdoc') ?? ''));
  }
  return documents;
}

/** Whether a tag is the frame inside an island's frame: it has a document of its own, and may run scripts and nothing else. */
export function isIslandFrame({ name, attributes }: ScannedTag): boolean {
  return (
    name === 'iframe' &&
    attributes.get('sandbox') === 'allow-scripts' &&
    attributes.has('srcdoc') &&
    [...attributes.keys()].every((key) => key === 'sandbox' || key === 'srcdoc')
  );
}

/** A string as the emitter writes it: JSON, but for two escapes of `<`. */
function readLiteral(literal: string): string | undefined {
  try {
    return JSON.parse(literal.replace(/\\(\\|x3c)/g, (all, one) => (one === 'x3c' ? '\\u003c' : all))) as string;
  } catch {
    return undefined;
  }
}
