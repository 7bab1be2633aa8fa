/// <reference lib="dom" />

/**
 * Makes the styles of prerendered elements their own, as Preact expects them; until then they are rules of the page's
 * sheet, because a strict policy blocks `style` attributes.
 */
export const ownStyles = (): void => {
  for (const rule of (document.styleSheets[0]?.cssRules ?? []) as unknown as CSSStyleRule[]) {
    if (!rule.selectorText?.startsWith('[data-rf=')) continue;
    for (const element of document.querySelectorAll<HTMLElement>(rule.selectorText)) {
      element.style.cssText = rule.style.cssText;
      element.removeAttribute('data-rf');
    }
  }
};
