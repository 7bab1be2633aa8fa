/// <reference lib="dom" />
import { propertyName } from '../../plan/style/property-name.ts';
import { isUnitless } from '../../plan/style/units.ts';
import { declaration } from '../declaration.ts';
import type { RunTimeError } from '../raise.ts';
import { setStyle } from '../sinks.ts';

/** Gives an element the `style` of a node of plan code: a declaration list, or an object of declarations (spec 5.5). */
export const givenStyle = (element: Element, value: unknown, report: (error: RunTimeError) => void): void => {
  const pairs: [string, unknown][] =
    typeof value === 'string'
      ? value.split(';').map((one) => [one.slice(0, one.indexOf(':')).trim(), one.slice(one.indexOf(':') + 1).trim()])
      : Object.entries((value ?? {}) as object);
  const list = pairs.map(([key, one]) => {
    const property = propertyName(key);
    return /^-{0,2}[a-z][\w-]*$/i.test(property) ? declaration(property, one, !isUnitless(property), report) : '';
  });
  setStyle(element as HTMLElement, list.join(''));
};
