import { pointerKeys } from '../../plan/pointer.ts';
import type { Json, JsonObject } from '../../plan/types.ts';
import { type Growing, isObject, type PreviewNodes, previewNodes } from './preview-nodes.ts';

/** What of a growing document must not be shown, because a build would refuse it. */
export class Refused {
  /** Nodes of the document, and sections of it by name (`capabilities`, `transitions/save`). */
  readonly nodes = new Set<object>();
  readonly sections = new Set<string>();

  /** Notes the place of an error in a preview; gives whether that changes the next one. */
  add(pointer: string, { plan, shows }: PreviewPlan): boolean {
    const [section = '', ...keys] = pointerKeys(pointer);
    const before = this.nodes.size + this.sections.size;
    if (section === 'root') this.nodes.add(nodeAt(plan['root'] as JsonObject, keys, shows));
    else if (section === 'state' && keys[0] === 'transitions') this.sections.add(`transitions/${keys[1] ?? ''}`);
    else if (section) this.sections.add(section);
    return this.nodes.size + this.sections.size > before;
  }
}

/** A plan that can be compiled, made of a document that is still growing. */
export interface PreviewPlan extends Pick<PreviewNodes, 'shows' | 'pending'> {
  readonly plan: JsonObject;
}

/** Sections that only the whole plan can have: they bring code, or say something of it. */
const LATER = /^(?:source|imports|moduleManifest|root|state)$/;
const NEEDED: JsonObject = { specVersion: 'runtime-plan/v1', id: 'preview', version: 1 };
const BUSY: JsonObject = { type: 'element', tag: 'main', props: { 'aria-busy': 'true' } };

/** The plan that a growing document is so far; without a root, an empty page that is busy. */
export function previewPlan(document: Json | undefined, growing: Growing, refused: Refused): PreviewPlan {
  const given = isObject(document) ? document : {};
  const plan: JsonObject = { ...NEEDED };
  for (const [key, value] of Object.entries(given)) {
    const isWhole =
      !growing.isPartial(given, key) && !(value !== null && typeof value === 'object' && growing.isOpen(value));
    if (!LATER.test(key) && isWhole && !refused.sections.has(key)) plan[key] = value;
  }
  if (isObject(given['state']) && !refused.sections.has('state'))
    plan['state'] = readState(given['state'], growing, refused);
  if (!isObject(given['root'])) return { plan: { ...plan, root: BUSY }, shows: new Map(), pending: 1 };
  const { root, shows, pending } = previewNodes(given['root'], growing, refused.nodes);
  return { plan: { ...plan, root }, shows, pending };
}

/** A transition that is not whole does nothing yet. */
function readState({ initial, transitions }: JsonObject, growing: Growing, { sections }: Refused): JsonObject {
  const written = isObject(transitions) ? Object.entries(transitions) : [];
  const whole = written.filter(
    ([type, actions]) => Array.isArray(actions) && !growing.isOpen(actions) && !sections.has(`transitions/${type}`),
  );
  return {
    initial: isObject(initial) ? initial : {},
    ...(whole.length > 0 && !sections.has('transitions/') && { transitions: Object.fromEntries(whole) }),
  };
}

/** The node of the document behind the deepest node of the preview on the way; for a placeholder, the one around it. */
function nodeAt(root: JsonObject, keys: readonly string[], shows: PreviewPlan['shows']): object {
  let node = root;
  for (let i = 0; keys[i] === 'children' && keys[i + 1] !== undefined; i += 2) {
    const child: Json | undefined = (node['children'] as Json[] | undefined)?.[Number(keys[i + 1])];
    if (!isObject(child)) break;
    node = child;
  }
  return shows.get(node) ?? node;
}
