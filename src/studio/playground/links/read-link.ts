import { fromBase64Url } from './base64url.ts';

/** As much as a link may carry, in bytes of what it says. */
export const LARGEST_LINK = 256 * 1024;

/** What a link opens, or why it opens nothing. */
export type Link =
  | {
      readonly ok: true;
      readonly text: string;
      readonly strict: boolean;
      /** Texts of context and vars, as they are; whoever compiles says what is wrong with them. */
      readonly context?: string;
      readonly vars?: string;
    }
  | { readonly ok: false; readonly message: string };

const LANGUAGES = { jsx64: 'jsx', tsx64: 'tsx', js64: 'js', ts64: 'ts' } as const;

/**
 * Reads the part of an address after `#`: `plan64` holds a plan, `jsx64`, `tsx64`, `js64` and `ts64` hold code, with
 * `runtime`, `exportName` and `manifest64` beside it; all of them base64url of UTF-8. With either can come `context64`
 * and `vars64`: values that pass the same checks as the plan's own. A link can ask for the profile `strict` and for no
 * other. An address that is no such link is `undefined`.
 */
export function readLink(hash: string): Link | undefined {
  const params = new URLSearchParams(hash.replace(/^#/, ''));
  const names = ['plan64', ...Object.keys(LANGUAGES)].filter((name) => params.has(name));
  if (names.length === 0) return undefined;
  if (names.length > 1) return refuse(`The link holds ${names.join(' and ')}; it may hold one of them.`);
  if (hash.length > LARGEST_LINK * 1.4) return refuse(TOO_LARGE);
  const [name = ''] = names;
  const content = fromBase64Url(params.get(name) ?? '');
  const manifest = params.has('manifest64') ? fromBase64Url(params.get('manifest64') ?? '') : '{}';
  const inputs = readInputs(params);
  if (content === undefined || manifest === undefined || inputs === undefined)
    return refuse('The link is damaged: it is not base64url of UTF-8 text.');
  if (new TextEncoder().encode(content + manifest + Object.values(inputs).join('')).length > LARGEST_LINK)
    return refuse(TOO_LARGE);
  const strict = params.get('profile') === 'strict';
  if (name === 'plan64') return { ok: true, text: content, strict, ...inputs };
  const language = LANGUAGES[name as keyof typeof LANGUAGES];
  const text = planAround(content, language, manifest, params);
  return text === undefined
    ? refuse('The `manifest64` of the link is no JSON object.')
    : { ok: true, text, strict, ...inputs };
}

const TOO_LARGE = `The link holds more than ${LARGEST_LINK / 1024} KiB. Send the plan as a file.`;

function refuse(message: string): Link {
  return { ok: false, message };
}

function readInputs(params: URLSearchParams): { context?: string; vars?: string } | undefined {
  const read: { context?: string; vars?: string } = {};
  for (const name of ['context', 'vars'] as const) {
    const given = params.get(`${name}64`);
    const text = given === null ? '' : fromBase64Url(given);
    if (text === undefined) return undefined;
    if (text) read[name] = text;
  }
  return read;
}

/** A plan that is nothing but the code. */
function planAround(code: string, language: string, manifest: string, params: URLSearchParams): string | undefined {
  const moduleManifest = readObject(manifest);
  if (!moduleManifest) return undefined;
  const runtime = params.get('runtime');
  const exportName = params.get('exportName');
  const plan = {
    specVersion: 'runtime-plan/v1',
    id: 'shared-code',
    version: 1,
    root: { type: 'element', tag: 'main', props: { lang: 'en' } },
    ...(Object.keys(moduleManifest).length > 0 && { moduleManifest }),
    source: { language, ...(runtime !== null && { runtime }), ...(exportName !== null && { exportName }), code },
  };
  return `${JSON.stringify(plan, null, 2)}\n`;
}

function readObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
