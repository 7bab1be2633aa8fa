/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/**
 * Runs in the page: does to every element what a curious reader might do (hover, focus, type, press, click, submit).
 * Ordinary links are not followed: following one is the reader's wish. It must not refer to anything outside its body.
 */
export async function pokeInPage(): Promise<void> {
  const MOUSE = 'pointerover mouseover mouseenter mousemove mousedown mouseup dblclick contextmenu wheel';
  const OTHER = 'animationend transitionend toggle beforetoggle scroll error load copy paste';
  addEventListener('click', stayOnOrdinaryLinks, true);
  const find = (selector: string) => [...Document.prototype.querySelectorAll.call(document, selector)];
  const elements = find('body *').slice(0, 300);
  for (const element of elements) {
    for (const type of MOUSE.split(' ')) send(element, new MouseEvent(type, { bubbles: true, cancelable: true }));
    for (const type of OTHER.split(' ')) send(element, new Event(type, { bubbles: false }));
    attempt(() => HTMLElement.prototype.focus.call(element as HTMLElement));
    attempt(() => fill(element));
    send(element, new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
  }
  for (const element of elements) attempt(() => press(element));
  for (const form of find('form')) attempt(() => HTMLFormElement.prototype.requestSubmit.call(form as HTMLFormElement));
  await new Promise((done) => setTimeout(done, 60));

  function send(target: Element, event: Event): void {
    attempt(() => EventTarget.prototype.dispatchEvent.call(target, event));
  }

  function press(element: Element): void {
    if (element instanceof HTMLElement) HTMLElement.prototype.click.call(element);
    else send(element, new MouseEvent('click', { bubbles: true, cancelable: true, view: window }));
  }

  function fill(element: Element): void {
    const field = element as HTMLInputElement;
    if (!/^(input|textarea)$/.test(element.localName) || /^(checkbox|radio|file)$/.test(field.type)) return;
    const prototype = element.localName === 'input' ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
    const text = 'javascript:globalThis.__pwned=1//"><img src=x onerror=globalThis.__pwned=1>';
    Object.getOwnPropertyDescriptor(prototype, 'value')!.set!.call(element, text);
    for (const type of ['input', 'change']) send(element, new Event(type, { bubbles: true }));
  }

  function stayOnOrdinaryLinks(event: Event): void {
    const link = event.composedPath().find((item) => item instanceof Element && /^(a|area)$/.test(item.localName));
    const href = link && (link as Element).getAttribute('href');
    if (typeof href !== 'string') return;
    attempt(() => {
      if (/^(https?|mailto|tel|file):$/.test(new URL(href, location.href).protocol)) event.preventDefault();
    });
  }

  function attempt(action: () => unknown): void {
    try {
      action();
    } catch {}
  }
}
