import { attributesOf } from './attributes.ts';
import { bindingsFor } from './bindings.ts';
import type { DomEvent } from './live-fields.ts';
import { type ElementModel, elementsOf, type LiveValue, type NodeModel } from './model.ts';
import { isTemplate, parseTemplate } from './template.ts';

/** What the live properties show, which is not always what the plan resolves: people type (spec 5.3, 13.2). */
export type Controls = ReturnType<typeof createControls>;

/**
 * Starts from the first paint, where every control shows its resolved value. `writable` are the paths that transitions
 * of the plan write: what reads none of them is constant, and after a native reset only the browser knows it.
 */
export function createControls(first: NodeModel, writable: readonly string[]) {
  /** By element index and property; undefined where only the browser knows. */
  const shown = new Map<string, LiveValue | undefined>();

  function write(element: ElementModel, property: string, value: LiveValue, all: readonly ElementModel[]): void {
    if (property === 'checked' && value === true)
      for (const other of radioGroup(element, all)) if (other.live.checked !== undefined) set(other, 'checked', false);
    set(element, property, value);
  }

  function set(element: ElementModel, property: string, value: LiveValue | undefined): void {
    shown.set(`${element.index}.${property}`, value);
  }

  function forget(element: ElementModel): void {
    for (const property of Object.keys(element.live)) set(element, property, undefined);
  }

  const everything = elementsOf(first);
  for (const element of everything)
    for (const [property, value] of Object.entries(element.live)) write(element, property, value, everything);

  return {
    /** What a property should show, or undefined when only the browser knows. */
    shown: (element: ElementModel, property: string) => shown.get(`${element.index}.${property}`),

    /** Takes what the page shows where the oracle cannot know it. */
    learn(element: ElementModel, property: string, value: LiveValue): void {
      if (shown.get(`${element.index}.${property}`) === undefined) set(element, property, value);
    },

    /** A person changed the control before the event was sent. */
    beforeEvent(event: DomEvent, target: ElementModel, all: readonly ElementModel[]): void {
      const ticks = event.type === 'click' && target.live.checked !== undefined;
      if (event.type !== 'input' && event.type !== 'change' && event.type !== 'toggle' && !ticks) return;
      const options = elementsOf(target).filter((element) => element.tag === 'option');
      for (const element of [target, ...options, ...radioGroup(target, all)]) forget(element);
    },

    /** Writes what changed, and what a transition wrote although the resolved value stayed. */
    flush(before: NodeModel, after: NodeModel, written: readonly string[]): void {
      const old = elementsOf(before);
      const all = elementsOf(after);
      for (const element of all)
        for (const [property, value] of Object.entries(element.live)) {
          const changed = old[element.index]!.live[property] !== value;
          if (changed || readsAny(element, property, written)) write(element, property, value, all);
        }
    },

    /** What the browser does by itself when the event is over. */
    afterEvent(event: DomEvent, target: ElementModel, all: readonly ElementModel[]): void {
      if (event.type === 'reset') resetForm(target, all);
      const summary = event.type === 'click' ? ancestor(target, 'summary') : undefined;
      const details = summary?.parent;
      if (!summary || details?.live.open === undefined) return;
      const bound =
        isBound(details, 'open') && bindingsFor('click', target).some((item) => within(item.element, summary));
      if (!bound) set(details, 'open', undefined);
    },
  };

  function resetForm(form: ElementModel, all: readonly ElementModel[]): void {
    for (const element of all)
      for (const [property, value] of Object.entries(element.live)) {
        if (!inForm(element, form)) continue;
        if (readsAny(element, property, writable)) write(element, property, value, all);
        else if (element.tag !== 'details' && element.tag !== 'dialog') set(element, property, undefined);
      }
  }
}

function radioGroup(element: ElementModel, all: readonly ElementModel[]): ElementModel[] {
  if (element.attributes.type !== 'radio' || !element.attributes.name) return [];
  return all.filter(
    (other) =>
      other.index !== element.index &&
      other.attributes.type === 'radio' &&
      other.attributes.name === element.attributes.name &&
      ancestor(other, 'form')?.index === ancestor(element, 'form')?.index,
  );
}

function inForm(element: ElementModel, form: ElementModel): boolean {
  return ancestor(element, 'form')?.index === form.index;
}

function ancestor(element: ElementModel, tag: string): ElementModel | undefined {
  for (let at: ElementModel | undefined = element; at; at = at.parent) if (at.tag === tag) return at;
  return undefined;
}

function within(element: ElementModel, container: ElementModel): boolean {
  for (let at: ElementModel | undefined = element; at; at = at.parent) if (at.index === container.index) return true;
  return false;
}

function sourceOf(element: ElementModel, property: string): string | undefined {
  const name = property === 'selectedIndex' ? 'value' : property;
  const attribute = attributesOf(element.node, element.tag, false).find((item) => item.live && item.name === name);
  return typeof attribute?.source === 'string' ? attribute.source : undefined;
}

function isBound(element: ElementModel, property: string): boolean {
  const source = sourceOf(element, property);
  return source !== undefined && isTemplate(source);
}

function readsAny(element: ElementModel, property: string, written: readonly string[]): boolean {
  const source = sourceOf(element, property);
  if (source === undefined) return false;
  const reads = parseTemplate(source).flatMap((piece) => ('path' in piece ? [piece.path.slice(1).join('.')] : []));
  return reads.some((path) => written.some((other) => overlaps(path, other)));
}

function overlaps(one: string, other: string): boolean {
  return `${one}.`.startsWith(`${other}.`) || `${other}.`.startsWith(`${one}.`);
}
