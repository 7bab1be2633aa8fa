const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** How the value of an attribute becomes text (spec 5.3). */
export type AttributeKind = 'boolean' | 'true-false' | 'yes-no' | 'on-off' | 'plain';

const BOOLEAN = words(
  'allowfullscreen async autofocus autoplay checked controls default defer disabled formnovalidate hidden inert ismap itemscope loop multiple muted novalidate open playsinline readonly required reversed selected indeterminate',
);
const TRUE_FALSE = words('contenteditable draggable spellcheck');

/** The row of the value table that an attribute name belongs to. */
export function attributeKind(name: string): AttributeKind {
  if (BOOLEAN.has(name)) return 'boolean';
  if (TRUE_FALSE.has(name) || name.startsWith('aria-') || name.startsWith('data-')) return 'true-false';
  return name === 'translate' ? 'yes-no' : name === 'autocomplete' ? 'on-off' : 'plain';
}

/** Props that parse HTML; no profile allows them. */
export const RAW_HTML_PROPS = words('innerhtml outerhtml textcontent dangerouslysetinnerhtml srcdoc');

/** Props that belong to the compiler. */
export const RESERVED_PROPS = words('ref is slot nonce integrity http-equiv');

/** Whether an attribute name, in lower case, is one that a plan may not write. */
export function isReservedProp(name: string): boolean {
  return RESERVED_PROPS.has(name) || name.startsWith('data-rf-');
}

const ALIASES: ReadonlyMap<string, string> = new Map([
  ['className', 'class'],
  ['htmlFor', 'for'],
  ['acceptCharset', 'accept-charset'],
  ['defaultValue', 'value'],
  ['defaultChecked', 'checked'],
  ['xlinkHref', 'href'],
  ['xlink:href', 'href'],
]);

/** The attribute that a prop is another name of, if any. */
export function aliasOf(prop: string): string | undefined {
  return ALIASES.get(prop);
}

/** SVG and MathML attributes whose case the HTML parser restores. */
const FOREIGN_CASE: ReadonlyMap<string, string> = new Map(
  'attributeName attributeType baseFrequency baseProfile calcMode clipPathUnits diffuseConstant edgeMode filterUnits glyphRef gradientTransform gradientUnits kernelMatrix kernelUnitLength keyPoints keySplines keyTimes lengthAdjust limitingConeAngle markerHeight markerUnits markerWidth maskContentUnits maskUnits numOctaves pathLength patternContentUnits patternTransform patternUnits pointsAtX pointsAtY pointsAtZ preserveAlpha preserveAspectRatio primitiveUnits refX refY repeatCount repeatDur requiredExtensions requiredFeatures specularConstant specularExponent spreadMethod startOffset stdDeviation stitchTiles surfaceScale systemLanguage tableValues targetX targetY textLength viewBox viewTarget xChannelSelector yChannelSelector zoomAndPan'
    .split(' ')
    .map((name) => [name.toLowerCase(), name]),
);

const PRESENTATION: ReadonlyMap<string, string> = new Map(
  'alignment-baseline baseline-shift clip-path clip-rule color-interpolation color-interpolation-filters color-rendering dominant-baseline fill-opacity fill-rule flood-color flood-opacity font-family font-size font-size-adjust font-stretch font-style font-variant font-weight glyph-orientation-horizontal glyph-orientation-vertical image-rendering letter-spacing lighting-color marker-end marker-mid marker-start paint-order pointer-events shape-rendering stop-color stop-opacity stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor text-decoration text-rendering transform-origin unicode-bidi vector-effect word-spacing writing-mode'
    .split(' ')
    .map((name) => [name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()), name]),
);

/** The attribute that a prop gives on an HTML or a foreign element, before aliases (spec 5.2, 13.15). */
export function attributeName(prop: string, namespace: 'html' | 'svg' | 'math'): string {
  const lower = prop.toLowerCase();
  if (namespace === 'html') return lower;
  if (namespace === 'math') return lower === 'definitionurl' ? 'definitionURL' : lower;
  return PRESENTATION.get(prop) ?? FOREIGN_CASE.get(lower) ?? lower;
}

/** Attributes whose text is CSS that can refer to other places. */
export const FUNCTIONAL_ATTRIBUTES = words(
  'clip-path cursor fill filter marker marker-start marker-mid marker-end mask stroke',
);
