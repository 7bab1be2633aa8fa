import type { Report } from '../../diagnostics/define.ts';
import { quote } from '../../diagnostics/quote.ts';
import { toBase64 } from '../../util/base64.ts';
import type { CompilerHost } from '../host.ts';
import { hashesOf, parseCsp } from './csp.ts';
import { decodeText } from './decode-text.ts';
import { verifyFindings as findings } from './findings.ts';
import type { Manifest } from './manifest.ts';
import { isIslandFrame, sandboxDocuments } from './sandbox-documents.ts';
import { type ScannedTag, scanHtml } from './scan-html.ts';

/** Elements that load, run or redirect by themselves, or change what relative addresses mean. */
const ACTIVE = new Set(['base', 'iframe', 'frame', 'object', 'embed', 'applet', 'portal', 'fencedframe', 'template']);

/** Holds the pages of a bundle against its manifest: their policy, their scripts and styles, and that nothing else runs. */
export function verifyPage(
  manifest: Manifest,
  files: ReadonlyMap<string, Uint8Array>,
  host: CompilerHost,
  report: Report,
): void {
  const seen = { scripts: new Set<string>(), styles: new Set<string>() };
  const pages = manifest.files.filter(({ path }) => path.endsWith('.html') && files.has(path));
  for (const { path } of pages) {
    const tags = scanHtml(decodeText(files.get(path) ?? new Uint8Array()) ?? '');
    verifyCspOfPage(path, tags, manifest, report);
    for (const tag of tags) verifyTag(path, tag, manifest, seen, files, host, report);
  }
  if (pages.length > 0) verifyHashes(manifest, seen, report);
}

function verifyCspOfPage(path: string, tags: readonly ScannedTag[], { csp }: Manifest, report: Report): void {
  const fail = (message: string): void => report(findings.csp, { pointer: '/csp', message });
  const metas = tags.filter((tag) => tag.name === 'meta' && isCspMeta(tag));
  const content = metas[0]?.attributes.get('content');
  if (content === undefined) fail(`The page ${quote(path)} has no content security policy.`);
  else if (metas.length > 1) fail(`The page ${quote(path)} has ${metas.length} content security policies.`);
  else if (content !== csp) fail(`The content security policy of ${quote(path)} is not the one in the manifest.`);
  const first = tags.findIndex(({ name }) => name === 'script' || name === 'style' || name === 'body');
  if (metas[0] && first >= 0 && tags.indexOf(metas[0]) > first)
    fail(`The content security policy of ${quote(path)} comes after code that it must govern.`);
  if (/'unsafe-(inline|eval|hashes)'/.test(csp)) fail('The content security policy allows code that no hash names.');
}

function isCspMeta({ attributes }: ScannedTag): boolean {
  return attributes.get('http-equiv')?.toLowerCase() === 'content-security-policy';
}

interface Seen {
  readonly scripts: Set<string>;
  readonly styles: Set<string>;
}

function verifyTag(
  path: string,
  tag: ScannedTag,
  manifest: Manifest,
  seen: Seen,
  files: ReadonlyMap<string, Uint8Array>,
  host: CompilerHost,
  report: Report,
  inSandbox = false,
): void {
  const fail = (pointer: string, what: string): void =>
    report(findings.code, {
      pointer,
      message: `The page ${quote(path)} has ${what}.`,
      help: 'No build of renderify writes this.',
    });
  const isSandbox = inSandbox && isIslandFrame(tag);
  if (tag.name === 'script') {
    const hash = hashOfScript(tag, files, host);
    seen.scripts.add(hash);
    if (!manifest.scripts.includes(hash)) fail('/scripts', 'a script that the manifest does not name');
    for (const inner of sandboxDocuments(tag.text))
      for (const one of inner) verifyTag(path, one, manifest, seen, files, host, report, true);
  }
  if (tag.name === 'style') {
    const hash = hashOf(new TextEncoder().encode(tag.text), host);
    seen.styles.add(hash);
    if (!manifest.styles.includes(hash)) fail('/styles', 'a style sheet that the manifest does not name');
  }
  if (ACTIVE.has(tag.name) && !isSandbox) fail('/entry', `the element ${quote(tag.name)}`);
  if (tag.name === 'link' && /stylesheet|preload|prefetch|modulepreload|import/i.test(tag.attributes.get('rel') ?? ''))
    verifyLink(tag, files, fail);
  if (tag.name === 'meta' && tag.attributes.get('http-equiv')?.toLowerCase() === 'refresh')
    fail('/entry', 'a redirection');
  for (const [name, value] of tag.attributes) verifyAttribute(name, value, isSandbox, fail);
}

/** An external script is named by the bytes of its file; one that is not in the bundle has none. */
function hashOfScript(
  { attributes, text }: ScannedTag,
  files: ReadonlyMap<string, Uint8Array>,
  host: CompilerHost,
): string {
  const source = attributes.get('src');
  if (source === undefined) return hashOf(new TextEncoder().encode(text), host);
  const bytes = files.get(source.replace(/^\.\//, ''));
  return bytes ? hashOf(bytes, host) : '';
}

function verifyLink(
  { attributes }: ScannedTag,
  files: ReadonlyMap<string, Uint8Array>,
  fail: (pointer: string, what: string) => void,
): void {
  const target = (attributes.get('href') ?? '').replace(/^\.\//, '');
  if (!files.has(target)) fail('/files', `a link that loads ${quote(target)} from outside the bundle`);
}

function verifyAttribute(
  name: string,
  value: string,
  isSandbox: boolean,
  fail: (pointer: string, what: string) => void,
): void {
  if (name.startsWith('on')) fail('/scripts', `the inline handler ${quote(name)}`);
  if (name === 'style') fail('/styles', 'a `style` attribute, which its policy blocks');
  if (name === 'srcdoc' && !isSandbox) fail('/entry', 'a `srcdoc` attribute');
  const address = value.replace(/[\0- ]/g, '').toLowerCase();
  if (/^(?:javascript|vbscript):/.test(address) && !name.startsWith('data-'))
    fail('/entry', `a script address in ${quote(name)}`);
}

function verifyHashes({ csp, scripts, styles }: Manifest, seen: Seen, report: Report): void {
  const policy = parseCsp(csp);
  compare('/scripts', scripts, seen.scripts, hashesOf(policy, 'script-src'), report);
  compare('/styles', styles, seen.styles, hashesOf(policy, 'style-src'), report);
}

function compare(
  pointer: string,
  listed: readonly string[],
  seen: ReadonlySet<string>,
  allowed: readonly string[],
  report: Report,
): void {
  for (const [index, hash] of listed.entries()) {
    if (!seen.has(hash))
      report(findings.hash, {
        pointer: `${pointer}/${index}`,
        message: `Nothing in the page has the hash ${quote(hash)}.`,
      });
    if (!allowed.includes(hash))
      report(findings.csp, {
        pointer: `${pointer}/${index}`,
        message: `The content security policy does not allow ${quote(hash)}.`,
      });
  }
  for (const hash of allowed.filter((one) => !listed.includes(one)))
    report(findings.csp, {
      pointer: '/csp',
      message: `The content security policy allows ${quote(hash)}, which the manifest does not list.`,
    });
}

function hashOf(bytes: Uint8Array, host: CompilerHost): string {
  return `sha256-${toBase64(host.sha256(bytes))}`;
}
