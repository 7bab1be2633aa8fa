/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/** Runs in the page: starts to keep what changes in the body, property writes on controls included. */
export function watchMutationsInPage(): void {
  const records: string[] = [];
  const observer = new MutationObserver((list) => records.push(...list.map(describe)));
  const options = {
    attributes: true,
    childList: true,
    characterData: true,
    subtree: true,
    characterDataOldValue: true,
  };
  observer.observe(document.body, { ...options, attributeOldValue: true });
  for (const prototype of [
    HTMLInputElement,
    HTMLTextAreaElement,
    HTMLSelectElement,
    HTMLOptionElement,
    HTMLDetailsElement,
  ])
    for (const name of ['value', 'checked', 'selectedIndex', 'selected', 'open']) spy(prototype.prototype, name);
  Object.defineProperty(globalThis, Symbol.for('mutations'), { value: () => flush() });

  function flush(): string[] {
    records.push(...observer.takeRecords().map(describe));
    return records.splice(0);
  }

  function describe(record: MutationRecord): string {
    const { type, target, oldValue, attributeName } = record;
    if (type === 'characterData')
      return `${place(target.parentNode)} text: ${quote(oldValue)} -> ${quote(target.textContent)}`;
    if (type === 'childList')
      return `${place(target)} children: +${record.addedNodes.length} -${record.removedNodes.length}`;
    const now = (target as Element).getAttribute(attributeName!);
    return `${place(target)} @${attributeName}: ${quote(oldValue)} -> ${quote(now)}`;
  }

  function spy(prototype: object, name: string): void {
    const own = Object.getOwnPropertyDescriptor(prototype, name);
    if (!own?.set) return;
    const set = function (this: Element, value: unknown): void {
      records.push(`${place(this)} .${name} = ${JSON.stringify(value)}`);
      own.set!.call(this, value);
    };
    Object.defineProperty(prototype, name, { ...own, set });
  }

  function place(node: Node | null): string {
    if (!(node instanceof Element) || node === document.body) return 'body';
    const same = [...(node.parentElement?.children ?? [])].filter((item) => item.localName === node.localName);
    const number = same.length > 1 ? `[${same.indexOf(node)}]` : '';
    return `${place(node.parentElement)} > ${node.localName}${number}`;
  }

  function quote(text: string | null): string {
    return text === null ? 'none' : JSON.stringify(text);
  }
}

/** Runs in the page: the markup of the body without scripts, and what changed since the last call. */
export function mutationsInPage(): { html: string; records: string[] } {
  const take = (globalThis as Record<symbol, unknown>)[Symbol.for('mutations')] as () => string[];
  const records = take();
  const copy = document.body.cloneNode(true) as HTMLElement;
  for (const script of copy.querySelectorAll('script')) script.remove();
  return { html: copy.innerHTML.trim(), records };
}
