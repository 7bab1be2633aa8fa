import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import type { EditorState } from '@codemirror/state';
import { hoverTooltip } from '@codemirror/view';
import { keysOf, nodeAt, type Place, placeAt, stringMember } from './place.ts';
import { docsAt, isAction, isNode, isProps, keysAt, valuesAt, type Word } from './words.ts';

/** Completion of a plan's keys and values, by the schema of the language and by what the plan itself names. */
export function completePlan(context: CompletionContext): CompletionResult | null {
  const { state, pos } = context;
  const place = placeAt(state, pos);
  const { token, container } = place;
  const inString = token.name === 'String' || token.name === 'PropertyName';
  if (!context.explicit && !inString && !context.matchBefore(/\w+/)) return null;
  const from = inString ? token.from : (context.matchBefore(/\w+/)?.from ?? pos);
  const to = inString ? token.to : pos;
  const isKey = place.isKey || (container?.name === 'Object' && token.name !== 'String' && !afterColon(state, from));
  const words = isKey && container ? freeKeys(state, place) : valuesFor(state, place);
  if (words.length === 0) return null;
  const bare = isKey && !place.isKey;
  const options = words.map((word) => toCompletion(word, isKey, bare || afterNothing(state, to)));
  return { from, to, options, filter: true, validFor: /^"?[\w-]*"?$/ };
}

/** What the language says of the key under the pointer. */
export const planHover = hoverTooltip((view, offset) => {
  const place = placeAt(view.state, offset, 1);
  if (!place.isKey || !place.container) return null;
  const word = docsAt(place.path, stringMember(place.container, 'type', view.state.doc));
  if (!word?.docs) return null;
  const { from, to } = place.token;
  return { pos: from, end: to, above: true, create: () => ({ dom: describe(word) }) };
});

/** A word as the editor shows it beside the text. */
function describe({ name, detail, docs }: Word): HTMLElement {
  const dom = document.createElement('div');
  dom.className = 'word-docs';
  const title = document.createElement('strong');
  title.textContent = name;
  const kind = document.createElement('span');
  kind.textContent = ` ${detail}`;
  const text = document.createElement('p');
  text.textContent = docs ?? '';
  dom.append(title, kind, text);
  return dom;
}

function freeKeys(state: EditorState, { container, path, isKey }: Place): readonly Word[] {
  if (!container) return [];
  const parent = isKey ? path.slice(0, -1) : path;
  const taken = new Set(keysOf(container, state.doc));
  const own = isKey ? path.at(-1) : undefined;
  const words = keysAt(parent, stringMember(container, 'type', state.doc));
  return words.filter(({ name }) => name === own || !taken.has(name));
}

function valuesFor(state: EditorState, { container, path }: Place): readonly Word[] {
  const parent = path.slice(0, -1);
  if (isProps(parent) && path.at(-1)?.startsWith('on')) return transitionNames(state);
  if (isProps(parent.slice(0, -1)) && path.at(-1) === 'type') return transitionNames(state);
  if (isAction(parent) && path.at(-1) === 'path') return statePaths(state);
  const type = container?.name === 'Object' ? stringMember(container, 'type', state.doc) : undefined;
  return valuesAt(path, isNode(parent) || isAction(parent) ? type : undefined);
}

function transitionNames(state: EditorState): Word[] {
  const node = nodeAt(state, ['state', 'transitions']);
  return node ? keysOf(node, state.doc).map((name) => ({ name, detail: 'transition' })) : [];
}

function statePaths(state: EditorState): Word[] {
  const node = nodeAt(state, ['state', 'initial']);
  return node ? keysOf(node, state.doc).map((name) => ({ name, detail: 'state' })) : [];
}

function toCompletion({ name, detail, docs }: Word, isKey: boolean, colon: boolean): Completion {
  const quoted = JSON.stringify(name);
  const literal = detail === 'boolean' ? name : quoted;
  return {
    label: literal,
    displayLabel: name,
    detail,
    type: isKey ? 'property' : 'enum',
    apply: isKey && colon ? `${quoted}: ` : literal,
    ...(docs && { info: docs }),
  };
}

function afterColon(state: EditorState, at: number): boolean {
  return /:\s*$/.test(state.sliceDoc(Math.max(0, at - 100), at));
}

/** Whether no colon follows, so that a key gets one. */
function afterNothing(state: EditorState, at: number): boolean {
  return !/^\s*:/.test(state.sliceDoc(at, at + 100));
}
