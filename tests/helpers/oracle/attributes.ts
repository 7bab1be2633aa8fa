import type { PolicyFields } from '../../../src/compiler/stages.ts';
import type { ElementNode, Json } from '../../../src/plan/types.ts';
import type { LiveValue } from './model.ts';
import type { Scope } from './read.ts';
import { resolveProp } from './resolve.ts';
import { isTemplate } from './template.ts';
import { toDom } from './text.ts';
import { urlPasses, urlRule } from './urls.ts';
import { ALIASES, attributeName, BOOLEAN_ATTRIBUTES, isLive } from './vocabulary.ts';

/** One prop that ends as an attribute or a live property. */
export interface Attribute {
  readonly prop: string;
  readonly name: string;
  readonly source: Json;
  /** Set after mount through the property of the same name. */
  readonly live: boolean;
}

const ENUMERATED = /^(aria-.*|data-.*|contenteditable|draggable|spellcheck)$/;
const WORDS: Readonly<Record<string, readonly [string, string]>> = {
  translate: ['yes', 'no'],
  autocomplete: ['on', 'off'],
};

/** The attributes that the props of an element name; events, `style` and `key` are not among them. */
export function attributesOf(node: ElementNode, tag: string, svg: boolean): Attribute[] {
  const props = node.props ?? {};
  return Object.entries(props).flatMap(([prop, source]) => {
    if (prop === 'key' || prop === 'style' || /^on/i.test(prop)) return [];
    const name = attributeName(prop, svg);
    const shadowed = Object.hasOwn(ALIASES, prop) && Object.hasOwn(props, name);
    if (shadowed) return [];
    return [{ prop, name, source, live: isLive(tag, name) && !prop.startsWith('default') }];
  });
}

/** The attribute's text, or undefined where it is absent (spec 5.3, 5.4). */
export function attributeText(
  attribute: Attribute,
  tag: string,
  svg: boolean,
  scope: Scope,
  policy: PolicyFields,
): string | undefined {
  const dynamic = typeof attribute.source === 'string' && isTemplate(attribute.source);
  const text = asText(attribute.name, resolveProp(attribute.source, scope), dynamic);
  const rule = urlRule(tag, attribute.name, svg);
  if (text === undefined || !rule || !dynamic) return text === undefined ? undefined : toDom(text);
  return urlPasses(rule, text, attribute.source as string, policy) ? toDom(text) : undefined;
}

/** What a live property shows for a resolved value. */
export function liveValue(attribute: Attribute, scope: Scope): LiveValue {
  const dynamic = typeof attribute.source === 'string' && isTemplate(attribute.source);
  const text = asText(attribute.name, resolveProp(attribute.source, scope), dynamic);
  return attribute.name === 'value' ? toDom(text ?? '') : text !== undefined;
}

function asText(name: string, value: Json | undefined, dynamic: boolean): string | undefined {
  if (value === undefined || value === null || typeof value === 'object') return undefined;
  if (BOOLEAN_ATTRIBUTES.has(name)) return booleanText(name, value, dynamic);
  const words = Object.hasOwn(WORDS, name) ? WORDS[name] : undefined;
  if (words && typeof value === 'number') return undefined;
  if (typeof value !== 'boolean') return String(value);
  if (words) return value ? words[0] : words[1];
  if (ENUMERATED.test(name)) return String(value);
  return value ? '' : undefined;
}

function booleanText(name: string, value: string | number | boolean, dynamic: boolean): string | undefined {
  if (name === 'hidden' && value === 'until-found') return value;
  if (typeof value === 'string') return value === 'false' || (dynamic && value === '') ? undefined : '';
  return value ? '' : undefined;
}
