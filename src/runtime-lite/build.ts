/// <reference lib="dom" />

/** A tree to build: text, or a tag with attributes, style and children. Vocabulary 1 is SVG, 2 is MathML. */
export type Tree =
  | string
  | readonly [
      tag: string,
      attributes: Readonly<Record<string, string>> | 0,
      style: string,
      vocabulary: number,
      ...children: Tree[],
    ];

/** Creates the nodes of a tree; every element is put into `elements` in document order. No markup is parsed. */
export const build = (tree: Tree, elements: Element[]): Node => {
  if (typeof tree === 'string') return document.createTextNode(tree);
  const [tag, attributes, style, vocabulary, ...children] = tree;
  const element = document.createElementNS(
    ['http://www.w3.org/1999/xhtml', 'http://www.w3.org/2000/svg', 'http://www.w3.org/1998/Math/MathML'][
      vocabulary
    ] as string,
    tag,
  ) as HTMLElement;
  elements.push(element);
  if (attributes) for (const name of Object.keys(attributes)) element.setAttribute(name, attributes[name] as string);
  if (style) element.style.cssText = style;
  for (const child of children) element.append(build(child, elements));
  return element;
};
