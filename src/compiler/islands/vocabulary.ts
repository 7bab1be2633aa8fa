import { type AttributeKind, aliasOf, attributeKind, attributeName } from '../../plan/html/attributes.ts';
import { HTML_ELEMENTS, MATH_ELEMENTS, SVG_ELEMENTS } from '../../plan/html/elements.ts';
import { EVENT_PROPS } from '../../plan/html/events.ts';
import { liveProperty } from '../../plan/html/live-property.ts';
import { urlKind } from '../../plan/html/url-attributes.ts';
import { isFixedBlockedTag } from '../phases/4-check/blocked-tags.ts';
import type { Vocabulary } from '../program.ts';

const CONTROLS = ['input', 'textarea', 'select', 'option', 'details', 'dialog', 'audio', 'video'];

/**
 * Reads the words of linked code and of what the plan gives to it. Parts of the language that no word names are left out
 * of the page; code that makes such a name out of pieces gets a named error instead of an unchecked attribute.
 */
export function readVocabulary(texts: readonly string[], blocked: readonly string[]): Vocabulary {
  const words = new Set(texts.flatMap((text) => text.match(/xlink:href|xml:base|[A-Za-z][\w-]*/g) ?? []));
  const names: Record<string, string> = {};
  const kinds: Record<string, AttributeKind> = {};
  const events: Record<string, string> = {};
  for (const word of [...words].sort()) {
    const event = EVENT_PROPS.get(word);
    if (event) events[word] = event.dom;
    const name = aliasOf(word) ?? attributeName(word, 'svg');
    if (name !== word.toLowerCase()) names[word] = name;
    const kind = attributeKind(name);
    // Every module has a `default`; as an attribute only tracks have one.
    const isWord = name !== 'default' || words.has('track');
    if (kind !== 'plain' && isWord && !/^(aria|data)-/.test(name)) kinds[name] = kind;
  }
  const some = (test: (name: string) => boolean) => [...words].some((word) => test(names[word] ?? word.toLowerCase()));
  return {
    names,
    kinds,
    tags: tagsIn(words, blocked),
    events,
    urls: some((name) => urlKind('img', 'html', name) !== undefined),
    targets: words.has('target') || words.has('rel'),
    style: words.has('style'),
    live: CONTROLS.some((tag) => words.has(tag) && some((name) => liveProperty(tag, name, 'checkbox') !== undefined)),
    components: words.has('component'),
    forms: words.has('form'),
    markup: words.has('dangerouslySetInnerHTML'),
  };
}

const HEADING = /^h[1-6]$/;

/** Tags of the language's vocabularies and custom ones; the level of a heading is often computed. */
function tagsIn(words: ReadonlySet<string>, blocked: readonly string[]): string[] {
  const refused = new Set(blocked.map((tag) => tag.toLowerCase()));
  const isTag = (word: string) =>
    HTML_ELEMENTS.has(word) ||
    SVG_ELEMENTS.has(word) ||
    MATH_ELEMENTS.has(word) ||
    /^(?!aria-|data-)[a-z][a-z0-9]*-[a-z0-9-]+$/.test(word);
  const found = [...words].filter((word) => isTag(word) && !HEADING.test(word));
  const lower = found.map((word) => word.toLowerCase());
  return [
    'h[1-6]',
    ...new Set(
      lower.filter((tag) => !refused.has(tag) && !isFixedBlockedTag(tag, words.has('svg') ? 'svg' : 'html')).sort(),
    ),
  ];
}
