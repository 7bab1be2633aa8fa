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
  if (typeof tree === 'string') return new Text(tree);
  const [tag, attributes, style, vocabulary, ...children] = tree;
  // By the prototype: a picture of that name would hide the method.
  const element = Document.prototype.createElementNS.call(
    document,
    ['http://www.w3.org/1999/xhtml', 'http://www.w3.org/2000/svg', 'http://www.w3.org/1998/Math/MathML'][
      vocabulary
    ] as string,
    tag,
  ) as HTMLElement;
  elements.push(element);
  if (attributes)
    for (const name of Object.keys(attributes))
      Element.prototype.setAttribute.call(element, name, attributes[name] as string);
  if (style) element.style.cssText = style;
  for (const child of children) Element.prototype.append.call(element, build(child, elements));
  return element;
};
