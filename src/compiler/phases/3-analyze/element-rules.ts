import type { ElementNode } from '../../../plan/types.ts';
import type { AttributeDraft } from './attribute.ts';
import { type NodeDraft, pointerOf } from './draft.ts';
import { findings } from './findings.ts';
import type { Analysis } from './scope.ts';

const STATIC = new Set(['type', 'multiple', 'target']);

/** Rules about one element that need to know what of it can change (spec 5.3, 5.4, 13.2, 13.5). */
export function checkElement(node: NodeDraft, analysis: Analysis): void {
  const attributes = node.attributes as AttributeDraft[];
  for (const attribute of attributes) checkAttribute(attribute, analysis);
  const find = (name: string) => attributes.find((one) => one.name === name);
  const rel = find('rel');
  if (rel?.dynamic && find('target')?.initial === '_blank') reportStatic(rel, analysis);
  const value = find('value');
  if (node.tag === 'textarea' && value && (node.node as ElementNode).children?.length) {
    analysis.report(findings.attributeDuplicate, {
      pointer: value.pointer,
      message: 'The content of a `textarea` is given by `value` and by its children.',
      help: 'Keep `value` and remove the children.',
    });
  }
  if (node.tag === 'input' && find('checked')?.dynamic) checkClick(node, analysis);
  if (find('hidden') && node.style.some((one) => one.property === 'display')) {
    analysis.report(findings.hiddenOverridden, {
      pointer: find('hidden')?.pointer ?? '',
      message: '`hidden` stands beside an inline `display`, which shows the element all the same.',
      help: 'Remove `display` from the style of this element, or put the layout on an inner element.',
    });
  }
}

function checkAttribute(attribute: AttributeDraft, analysis: Analysis): void {
  const { report } = analysis;
  const { name, pointer, initial, dynamic, prop } = attribute;
  if (dynamic && (STATIC.has(name) || prop.startsWith('default'))) {
    reportStatic(attribute, analysis);
  }
  if (name === 'target' && initial != null && initial !== '_blank' && initial !== '_self') {
    report(findings.attributeValue, {
      pointer,
      message: `\`target\` is \`${String(initial)}\`, but only \`_blank\` and \`_self\` are allowed.`,
      help: 'Use `_blank` for a new tab, or leave `target` out.',
    });
  }
  if (name === 'rel' && typeof initial === 'string' && /(^|\s)opener(\s|$)/i.test(initial)) {
    report(findings.relOpener, { pointer, message: '`opener` is removed from `rel`.', help: 'Remove the token.' });
  }
  if (isRelativeAsset(attribute)) {
    report(findings.externalAsset, {
      pointer,
      message: `\`${String(initial)}\` is not part of the bundle: serve the file beside the page.`,
      help: 'Use a raster `data:` URL where the policy allows it, or draw it with `svg`. A page built under strict does not load it at all.',
    });
  }
}

function isRelativeAsset({ url, initial }: AttributeDraft): boolean {
  if (url !== 'image' && url !== 'media' && url !== 'srcset' && url !== 'svg-image') return false;
  return typeof initial === 'string' && initial !== '' && !/^\s*(#|[a-z][a-z0-9+.-]*:|\/\/)/i.test(initial);
}

function checkClick(node: NodeDraft, { report }: Analysis): void {
  const click = node.events.find((event) => event.dom === 'click');
  const { type } = (node.node as ElementNode).props ?? {};
  if (!click || (type !== 'checkbox' && type !== 'radio')) return;
  report(findings.useOnChange, {
    pointer: `${pointerOf(node)}/props/${click.prop}`,
    message: `A click binding stands on a ${type} whose \`checked\` is bound.`,
    help: 'Use `onChange`, which comes after the browser has changed the control.',
  });
}

function reportStatic({ pointer, prop }: AttributeDraft, { report }: Analysis): void {
  report(findings.attributeStatic, {
    pointer,
    message: `\`${prop}\` cannot change after the build.`,
    help: 'Write a literal value.',
  });
}
