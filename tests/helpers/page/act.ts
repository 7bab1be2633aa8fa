/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/** A step with its element chosen: a number in document order within the body, scripts left out. */
export interface PageStep {
  readonly kind: string;
  readonly target: number;
  readonly text: string;
}

/**
 * Runs in the page: does one step with real DOM events and waits for what the browser queues after it. Links are not
 * followed, so that a page stays to be looked at. It must not refer to anything outside its own body.
 */
export async function actInPage(step: PageStep): Promise<void> {
  const record = (globalThis as Record<symbol, unknown>)[Symbol.for('renderify-test')] as { armed: boolean };
  if (!record.armed) addEventListener('click', stay);
  record.armed = true;
  const element = [...document.querySelectorAll<HTMLElement>('body *:not(script)')][step.target];
  if (step.kind === 'dispatch') dispatch();
  else if (element) act(element);
  await new Promise((done) => setTimeout(done));
  await new Promise((done) => setTimeout(done));

  function dispatch(): void {
    const handle = (globalThis as { renderify?: { dispatch(event: unknown): void } }).renderify;
    handle?.dispatch(JSON.parse(step.text));
  }

  function act(target: HTMLElement): void {
    if (step.kind === 'click') click(target);
    else if (step.kind === 'focus') target.focus();
    else if (step.kind === 'submit') HTMLFormElement.prototype.requestSubmit.call(target);
    else if (step.kind === 'reset') HTMLFormElement.prototype.reset.call(target);
    else if (step.kind === 'type') type(target as HTMLInputElement);
    else if (step.kind === 'option') option(target as HTMLSelectElement);
    else if (step.kind === 'key') key(target);
    else target.dispatchEvent(mouse(step.text));
  }

  function click(target: Element): void {
    if (target instanceof HTMLElement) HTMLElement.prototype.click.call(target);
    else target.dispatchEvent(mouse('click'));
  }

  function mouse(name: string): Event {
    const bubbles = !/enter$|leave$/.test(name);
    return new MouseEvent(name, { bubbles, cancelable: true });
  }

  function type(target: HTMLInputElement): void {
    const prototype = target.localName === 'textarea' ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
    target.focus();
    Object.getOwnPropertyDescriptor(prototype, 'value')!.set!.call(target, step.text);
    target.dispatchEvent(new InputEvent('input', { bubbles: true }));
    target.dispatchEvent(new Event('change', { bubbles: true }));
  }

  function option(target: HTMLSelectElement): void {
    target.selectedIndex = (target.selectedIndex + 2) % target.options.length;
    target.dispatchEvent(new Event('input', { bubbles: true }));
    target.dispatchEvent(new Event('change', { bubbles: true }));
  }

  function key(target: Element): void {
    for (const name of ['keydown', 'keyup'])
      target.dispatchEvent(new KeyboardEvent(name, { key: step.text, bubbles: true, cancelable: true }));
  }

  function stay(event: Event): void {
    const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
    const inside = link?.getAttribute('href')?.startsWith('#') === true && link?.getAttribute('target') !== '_blank';
    if (link && !inside) event.preventDefault();
  }
}
