const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Elements without content and without an end tag. */
export const VOID_ELEMENTS = words('area base br col embed hr img input link meta source track wbr');

/** Elements whose content is text only: markup inside would be shown as characters or dropped. */
export const TEXT_ONLY_ELEMENTS = words('textarea option');

/** Names of HTML elements; others without a hyphen are a warning. */
export const HTML_ELEMENTS = words(
  'a abbr acronym address area article aside audio b bdi bdo big blockquote br button canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hgroup hr i img input ins kbd label legend li main map mark menu meter nav nobr ol optgroup option output p picture pre progress q rb rp rt rtc ruby s samp search section select small source span strike strong sub summary sup table tbody td textarea tfoot th thead time tr track tt u ul var video wbr selectedcontent geolocation',
);

/** Names of SVG elements in the case of their vocabulary. */
export const SVG_ELEMENTS = words(
  'a circle clipPath defs desc ellipse feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence filter g image line linearGradient marker mask metadata mpath path pattern polygon polyline radialGradient rect stop svg switch symbol text textPath title tspan use view',
);

/** Names of MathML elements. */
export const MATH_ELEMENTS = words(
  'math merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover menclose mfenced none mglyph malignmark mlabeledtr',
);

/** The parser knows these SVG names in lower case and gives them their capitals back. */
export const SVG_CASE: ReadonlyMap<string, string> = new Map(
  [...SVG_ELEMENTS, ...words('altGlyph altGlyphDef altGlyphItem animateMotion animateTransform foreignObject glyphRef')]
    .filter((name) => name !== name.toLowerCase())
    .map((name) => [name.toLowerCase(), name]),
);

/** SVG names that mean nothing in HTML; `image` even becomes another element there. */
export const SVG_ONLY: ReadonlySet<string> = new Set(
  [...SVG_ELEMENTS].filter((name) => !words('a title svg metadata').has(name)),
);

/** MathML names that mean nothing in HTML. */
export const MATH_ONLY: ReadonlySet<string> = new Set(
  [...MATH_ELEMENTS].filter((name) => name !== 'math' && name !== 'none'),
);
