/// <reference lib="dom" />
import { get, own } from './own.ts';

/** How a person has left a page: plain data, so that it can cross frames and reloads. Places are positions in the tree. */
export interface View {
  readonly focus?: Focus | undefined;
  readonly scrolls: readonly Scroll[];
  readonly typed: readonly Typed[];
  /** Ids and positions of `details` and `dialog` elements, and whether they are open. */
  readonly open: readonly (Place & { readonly open: boolean })[];
}

/** An element by the way to it from the body, its tag, and its id where it has one. */
interface Place {
  readonly path: readonly number[];
  readonly tag: string;
  readonly id: string;
}

interface Focus extends Place {
  readonly selection?: readonly [start: number, end: number, direction: string];
}

interface Scroll extends Place {
  readonly left: number;
  readonly top: number;
}

/** What a control holds beside its attributes. */
interface Typed extends Place {
  readonly value?: string;
  readonly checked?: boolean;
  readonly selected?: readonly number[];
}

type Control = HTMLInputElement | HTMLTextAreaElement;

/** Where the person is on the page: focus, caret, scroll positions, what was typed, what is open. */
export function captureView(document: Document): View {
  const scrolls: Scroll[] = [];
  const typed: Typed[] = [];
  const open: (Place & { open: boolean })[] = [];
  const placeOf = createPlaces();
  const root = own(document, 'scrollingElement');
  if (root && (root.scrollLeft || root.scrollTop))
    scrolls.push({ path: [], tag: '', id: '', left: root.scrollLeft, top: root.scrollTop });
  for (const element of own(document, 'body').querySelectorAll('*')) {
    const [left, top] = [get(Element, 'scrollLeft', element), get(Element, 'scrollTop', element)];
    if (element !== root && (left || top)) scrolls.push({ ...placeOf(element), left, top });
    const held = heldBy(element);
    if (held) typed.push({ ...placeOf(element), ...held });
    if (/^(details|dialog)$/.test(get(Element, 'localName', element)))
      open.push({ ...placeOf(element), open: element.hasAttribute('open') });
  }
  return { ...focusOf(document, placeOf), scrolls, typed, open };
}

/** Brings a page to where a person was; what has gone is passed over. */
export function restoreView(document: Document, view: View): void {
  for (const { open, ...place } of view.open) find(document, place)?.toggleAttribute('open', open);
  for (const held of view.typed) hold(find(document, held), held);
  if (view.focus) focus(find(document, view.focus), view.focus);
  for (const { left, top, ...place } of view.scrolls) {
    const element = place.tag === '' ? own(document, 'scrollingElement') : find(document, place);
    if (element) Reflect.apply(Element.prototype.scrollTo, element, [{ left, top, behavior: 'instant' }]);
  }
}

function focusOf(document: Document, placeOf: (element: Element) => Place): { focus?: Focus } {
  const [element, body] = [own(document, 'activeElement'), own(document, 'body')];
  if (!element || element === body || !body.contains(element)) return {};
  const { selectionStart: start, selectionEnd: end, selectionDirection: direction } = element as Control;
  const hasCaret = typeof start === 'number' && typeof end === 'number';
  return { focus: { ...placeOf(element), ...(hasCaret && { selection: [start, end, direction ?? 'none'] }) } };
}

function focus(element: Element | undefined, { selection }: Focus): void {
  if (!element) return;
  HTMLElement.prototype.focus.call(element, { preventScroll: true });
  if (selection && typeof (element as Control).selectionStart === 'number')
    (element as Control).setSelectionRange(selection[0], selection[1], selection[2] as 'none');
}

/** What is in a control and was not in the page. */
function heldBy(element: Element): Omit<Typed, keyof Place> | undefined {
  const { localName, type } = element as Control;
  if (localName === 'select') return { selected: indices(element as HTMLSelectElement) };
  if (localName === 'input' && /^(checkbox|radio)$/.test(type)) {
    const { checked, defaultChecked } = element as HTMLInputElement;
    return checked === defaultChecked ? undefined : { checked };
  }
  if (!/^(input|textarea)$/.test(localName) || type === 'file') return undefined;
  const { value, defaultValue } = element as Control;
  return value === defaultValue ? undefined : { value };
}

function hold(element: Element | undefined, { value, checked, selected }: Typed): void {
  if (!element) return;
  if (value !== undefined && (element as Control).value !== value) (element as Control).value = value;
  if (checked !== undefined) (element as HTMLInputElement).checked = checked;
  if (selected)
    for (const [i, option] of [...(element as HTMLSelectElement).options].entries())
      option.selected = selected.includes(i);
}

function indices({ options }: HTMLSelectElement): number[] {
  return [...options].flatMap((option, i) => (option.selected ? [i] : []));
}

/** Places of elements; the children of each parent are counted once. */
function createPlaces(): (element: Element) => Place {
  const positions = new Map<Element, number>();
  const positionOf = (element: Element, parent: Element) => {
    if (!positions.has(element)) for (const [i, one] of childrenOf(parent).entries()) positions.set(one, i);
    return positions.get(element) as number;
  };
  return (element) => {
    const path: number[] = [];
    for (let here = element; get(Element, 'localName', here) !== 'body'; ) {
      const parent = get(Node, 'parentElement', here);
      if (!parent) break;
      path.push(positionOf(here, parent));
      here = parent;
    }
    return { path: path.reverse(), tag: get(Element, 'localName', element), id: get(Element, 'id', element) };
  };
}

/** The element of that id and tag, or the one at that position. */
function find(document: Document, { path, tag, id }: Place): Element | undefined {
  const body = own(document, 'body');
  let here: Element | undefined = body;
  for (const index of path) here = here && get(Element, 'children', here)[index];
  if (here && get(Element, 'localName', here) === tag && get(Element, 'id', here) === id) return here;
  return id === '' ? undefined : [...body.querySelectorAll(tag)].find((one) => get(Element, 'id', one) === id);
}

function childrenOf(element: Element): Element[] {
  return [...get(Element, 'children', element)];
}
