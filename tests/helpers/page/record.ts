/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/**
 * Runs in the page before anything of it: keeps CSP reports, run-time error events and a trace of DOM events with what
 * their target showed. It must not refer to anything outside its own body.
 */
export function recordInPage(): void {
  const EVENTS =
    'click dblclick contextmenu mousedown mouseup mouseover mouseout pointerdown pointerup pointercancel keydown keyup input change submit reset focusin focusout mouseenter mouseleave pointerenter pointerleave focus blur invalid toggle close cancel';
  const record = { reports: [] as string[], errors: [] as unknown[], trace: [] as unknown[], armed: false };
  Object.defineProperty(globalThis, Symbol.for('renderify-test'), { value: record });
  addEventListener('securitypolicyviolation', (event) => {
    record.reports.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
  });
  addEventListener('renderify:error', (event) => record.errors.push((event as CustomEvent).detail), true);
  for (const type of EVENTS.split(' ')) addEventListener(type, note, true);

  function note(event: Event): void {
    const target = event.target;
    if (!record.armed || !(target instanceof Element) || !document.documentElement.contains(target)) return;
    const disabled = /^(blur|focusout)$/.test(event.type) && target.matches(':disabled');
    record.trace.push({ type: event.type, target: indexOf(target), disabled, ...facts(event, target) });
  }

  function indexOf(target: Element): number {
    return [...document.querySelectorAll('body *:not(script)')].indexOf(target);
  }

  function facts(event: Event, target: Element): object {
    if (event.type === 'submit' || event.type === 'reset') {
      const elements = Reflect.get(HTMLFormElement.prototype, 'elements', target) as HTMLFormControlsCollection;
      return { form: [...elements].map(controlFacts) };
    }
    if (event instanceof KeyboardEvent) return { key: keyFacts(event) };
    if (event.type === 'toggle') return { open: (target as HTMLDetailsElement).open };
    return /^(input|select|textarea)$/.test(target.localName) ? { control: controlFacts(target) } : {};
  }

  function controlFacts(element: Element): object {
    const control = element as HTMLInputElement & HTMLSelectElement;
    const options = element.localName === 'select' ? [...control.options] : [];
    return {
      tag: element.localName,
      type: control.type ?? '',
      name: control.name ?? '',
      value: control.value ?? '',
      checked: control.checked === true,
      disabled: element.matches(':disabled') || element.closest('datalist') !== null,
      multiple: control.multiple === true,
      selected: options.filter((option) => option.selected && !option.disabled).map((option) => option.value),
    };
  }

  function keyFacts(event: KeyboardEvent): object {
    const { key, code, altKey, ctrlKey, metaKey, shiftKey, repeat } = event;
    return { key, code, altKey, ctrlKey, metaKey, shiftKey, repeat };
  }
}
