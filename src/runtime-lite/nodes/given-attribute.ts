/// <reference lib="dom" />
import type { AttributeKind } from '../../plan/html/attributes.ts';
import { attributeText } from '../attribute-text.ts';
import type { RunTimeError } from '../raise.ts';
import { setAttribute } from '../sinks.ts';

/** Sets an attribute of a node that plan code gave, by the value table of the language (spec 5.3). */
export const givenAttribute = (
  element: Element,
  name: string,
  value: unknown,
  kinds: Readonly<Record<string, AttributeKind>>,
  report: (error: RunTimeError) => void,
): void => {
  const kind = kinds[name] ?? (/^(aria|data)-/.test(name) ? 'true-false' : 'plain');
  const given = attributeText(value, kind, false);
  const text = given ?? '';
  if (
    given === undefined ||
    // A control of such a name would hide the member of a form that the page uses.
    (/^(id|name)$/.test(name) && MEMBERS.test(text) && text in HTMLFormElement.prototype) ||
    // Only references to the page itself may stand in what is CSS.
    (/^(clip-path|cursor|fill|filter|marker|mask|stroke)/.test(name) &&
      /url|image|src|\\/i.test(text) &&
      !/^url\(#[\w-]+\)$/.test(text))
  ) {
    report({ name: 'attribute-type', path: name });
    return;
  }
  setAttribute(element, name, given);
};

const MEMBERS = /[a-z][A-Z]|^(attributes|closest|matches|remove|style)$/;
