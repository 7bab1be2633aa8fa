import { escapeText } from '../../../compiler/escape.ts';
import { countText } from '../../diff/bytes-text.ts';
import { visibleText } from '../../diff/visible-text.ts';

/** Text that is HTML already; only the functions of this file make it of anything that is read from a bundle. */
export type Html = string;

/** A text that nobody trusts, for people to read. */
export function text(value: string, longest = 400): Html {
  return escapeText(visibleText(value, longest));
}

/** The same as something that a machine wrote. */
export function code(value: string, longest = 400): Html {
  return value === '' ? '' : `<code>${text(value, longest)}</code>`;
}

/** A digest, short enough to be read and whole enough to be copied. */
export function digest(value: string): Html {
  return value === '' ? '' : `<code class=digest>${text(value, 120)}</code>`;
}

/** A number of bytes. */
export function bytes(value: number | undefined): Html {
  return value === undefined ? '–' : countText(value);
}

/** A table that can be wider than the page; cells are HTML, and those of columns after the named one are numbers. */
export function table(
  label: string,
  head: readonly string[],
  rows: readonly (readonly Html[])[],
  numbersFrom = 99,
): Html {
  const cell = (tag: string, content: Html, column: number) =>
    `<${tag}${tag === 'th' ? ' scope=col' : ''}${column >= numbersFrom ? ' class=n' : ''}>${content}</${tag}>`;
  const first = head.map((name, column) => cell('th', name, column)).join('');
  const body = rows.map((row) => `<tr>${row.map((content, column) => cell('td', content, column)).join('')}</tr>`);
  return `<div class=wide role=group tabindex=0 aria-label="${label}"><table><thead><tr>${first}</tr></thead><tbody>${body.join('')}</tbody></table></div>`;
}

/** Names and values. */
export function facts(entries: readonly (readonly [string, Html])[]): Html {
  const known = entries.filter(([, value]) => value !== '');
  return `<dl>${known.map(([name, value]) => `<div><dt>${name}</dt><dd>${value}</dd></div>`).join('')}</dl>`;
}

/** A bar whose parts are shares of a whole; what it says is said in words beside it. */
export function bar(parts: readonly { readonly name: string; readonly bytes: number }[], whole: number): Html {
  let at = 0;
  const shares = parts.map(({ name, bytes: size }) => {
    const width = whole > 0 ? (size / whole) * 100 : 0;
    const shape = `<rect class=${name} x=${at.toFixed(2)} width=${width.toFixed(2)} height=8 />`;
    at += width;
    return shape;
  });
  return `<svg class=bar viewBox="0 0 100 8" preserveAspectRatio=none aria-hidden=true>${shares.join('')}</svg>`;
}

/** A part of the page with a heading. */
export function section(id: string, title: string, content: Html): Html {
  return `<section><h2 id=${id}>${title}</h2>${content}</section>`;
}

/** `3 bundles`. */
export function counted(count: number, one: string, many: string): string {
  return `${countText(count)} ${count === 1 ? one : many}`;
}
