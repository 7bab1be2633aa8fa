import { Header } from 'tar';

/** One header block of a tar file; `type` as the format numbers them. */
export function header(path: string, type: '0' | '1' | '2' | '5', linkpath = '', size = 0): Buffer {
  const block = Buffer.alloc(512);
  const types = { '0': 'File', '1': 'Link', '2': 'SymbolicLink', '5': 'Directory' } as const;
  new Header({ path, type: types[type], linkpath, size, mode: 0o644, mtime: new Date(0) }).encode(block, 0);
  return block;
}

/** A file of a tar file: its header and its content. */
export function tarOf(path: string, text: string): Buffer[] {
  const content = Buffer.alloc(Math.ceil(Buffer.byteLength(text) / 512) * 512);
  content.write(text);
  return [header(path, '0', '', Buffer.byteLength(text)), content];
}
