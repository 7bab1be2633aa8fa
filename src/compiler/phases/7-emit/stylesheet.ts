import { cssFault } from '../../../plan/css.ts';
import type { OutDeclaration, OutElement, Program } from '../../program.ts';

/** The one stylesheet of a page, and how each element refers to its rule. */
export interface Stylesheet {
  readonly css: string;
  /** The class or the value of `data-rf` that an element gets. */
  readonly marks: ReadonlyMap<OutElement, { readonly kind: 'class' | 'data-rf'; readonly name: string }>;
}

/**
 * Styles as rules of one sheet, because a strict policy blocks `style` attributes. Equal styles share a rule. An
 * element whose style changes has a rule of its own, which the page drops with the first change; and where a class
 * changes at run time, no class name of ours could be safe from it.
 */
export function buildStylesheet(program: Program): Stylesheet {
  const marks = new Map<OutElement, { kind: 'class' | 'data-rf'; name: string }>();
  const shared = new Map<string, string>();
  const rules: string[] = [];
  const nextName = createClassNames(program);
  for (const element of program.elements) {
    const list = declarationList(element.style);
    if (!list) continue;
    const bound = element.style.some((one) => one.dynamic);
    // Preact replaces classes as it likes.
    const kind = bound || program.dynamicClass || element.foreign ? 'data-rf' : 'class';
    let name = bound ? undefined : shared.get(list);
    if (!name) {
      name = nextName();
      rules.push(`${kind === 'class' ? `.${name}` : `[data-rf=${name}]`}{${list}}`);
      if (!bound) shared.set(list, name);
    }
    marks.set(element, { kind, name });
  }
  // As the HTML parser will read it, because the policy's hash is that of what it reads.
  return { css: rules.join('').replaceAll('\0', '\ufffd').replace(/\r\n?/g, '\n'), marks };
}

/** The declarations of an element at first paint, without the ones that are absent or not safe. */
export function declarationList(style: readonly OutDeclaration[]): string {
  return style
    .filter(({ initial }) => initial && !cssFault(initial))
    .map(({ property, initial }) => `${property}:${initial}`)
    .join(';');
}

/** Class names that the plan does not use itself. */
function createClassNames({ elements }: Program): () => string {
  const taken = new Set(
    elements.flatMap((element) => element.attributes.find((one) => one.name === 'class')?.text?.split(/\s+/) ?? []),
  );
  let count = 0;
  return () => {
    for (;;) {
      const name = letters(count++);
      if (!taken.has(name)) return name;
    }
  };
}

function letters(index: number): string {
  const head = Math.floor(index / 26);
  return (head ? letters(head - 1) : '') + String.fromCharCode(97 + (index % 26));
}
