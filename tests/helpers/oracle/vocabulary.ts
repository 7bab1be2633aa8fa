const words = (text: string) => new Set(text.trim().split(/\s+/));

/** Attributes that are on or off (spec 5.3, note 1). */
export const BOOLEAN_ATTRIBUTES = words(`allowfullscreen async autofocus autoplay checked controls default defer
  disabled formnovalidate hidden inert ismap itemscope loop multiple muted novalidate open playsinline readonly
  required reversed selected`);

/** Props that have another name as an attribute, beside what lower-casing gives (spec 5.2). */
export const ALIASES: Readonly<Record<string, string>> = {
  className: 'class',
  htmlFor: 'for',
  acceptCharset: 'accept-charset',
  defaultValue: 'value',
  defaultChecked: 'checked',
};

/** SVG names that the HTML parser gives back their capital letters. */
export const SVG_NAMES = words(`attributeName attributeType baseFrequency baseProfile calcMode clipPathUnits
  diffuseConstant edgeMode filterUnits glyphRef gradientTransform gradientUnits kernelMatrix kernelUnitLength keyPoints
  keySplines keyTimes lengthAdjust limitingConeAngle markerHeight markerUnits markerWidth maskContentUnits maskUnits
  numOctaves pathLength patternContentUnits patternTransform patternUnits pointsAtX pointsAtY pointsAtZ preserveAlpha
  preserveAspectRatio primitiveUnits refX refY repeatCount repeatDur requiredExtensions requiredFeatures
  specularConstant specularExponent spreadMethod startOffset stdDeviation stitchTiles surfaceScale systemLanguage
  tableValues targetX targetY textLength viewBox viewTarget xChannelSelector yChannelSelector zoomAndPan`);

/** SVG presentation attributes that a plan may write in camel case. */
export const PRESENTATION = words(`alignment-baseline baseline-shift clip-path clip-rule color-interpolation
  color-interpolation-filters color-rendering dominant-baseline fill-opacity fill-rule flood-color flood-opacity
  font-family font-size font-size-adjust font-stretch font-style font-variant font-weight image-rendering
  letter-spacing lighting-color marker-end marker-mid marker-start paint-order pointer-events shape-rendering
  stop-color stop-opacity stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit
  stroke-opacity stroke-width text-anchor text-decoration text-rendering transform-origin unicode-bidi vector-effect
  word-spacing writing-mode`);

/** CSS properties that take a bare number (spec 5.5). */
export const UNITLESS = words(`animation-iteration-count aspect-ratio border-image-outset border-image-slice
  border-image-width box-flex box-flex-group box-ordinal-group column-count columns flex flex-grow flex-positive
  flex-shrink flex-negative flex-order grid-area grid-row grid-row-end grid-row-span grid-row-start grid-column
  grid-column-end grid-column-span grid-column-start font-weight line-clamp line-height opacity order orphans scale
  tab-size widows z-index zoom fill-opacity flood-opacity stop-opacity stroke-dasharray stroke-dashoffset
  stroke-miterlimit stroke-opacity stroke-width`);

/** Which property of which element is live (spec 13.2). */
const LIVE: Readonly<Record<string, ReadonlySet<string>>> = {
  value: words('input textarea select'),
  checked: words('input'),
  selected: words('option'),
  open: words('details dialog'),
  muted: words('audio video'),
  indeterminate: words('input'),
};

/** Whether the attribute of that element is a live property. */
export function isLive(tag: string, attribute: string): boolean {
  return Object.hasOwn(LIVE, attribute) && LIVE[attribute]!.has(tag);
}

/** The attribute that a prop names, on an element of the given vocabulary (spec 5.2, 13.15). */
export function attributeName(prop: string, svg: boolean): string {
  if (Object.hasOwn(ALIASES, prop)) return ALIASES[prop]!;
  const lower = prop.toLowerCase();
  if (!svg) return lower;
  if (lower === 'xlinkhref' || lower === 'xlink:href') return 'href';
  const kebab = prop.replace(/[A-Z]/g, (letter) => '-' + letter.toLowerCase());
  if (PRESENTATION.has(kebab)) return kebab;
  for (const name of SVG_NAMES) if (name.toLowerCase() === lower) return name;
  return lower;
}
