const UNITLESS = new Set(
  'animation-iteration-count aspect-ratio border-image-outset border-image-slice border-image-width box-flex box-flex-group box-ordinal-group column-count columns flex flex-grow flex-positive flex-shrink flex-negative flex-order grid-area grid-row grid-row-end grid-row-span grid-row-start grid-column grid-column-end grid-column-span grid-column-start font-weight line-clamp line-height opacity order orphans scale tab-size widows z-index zoom fill-opacity flood-opacity stop-opacity stroke-dasharray stroke-dashoffset stroke-miterlimit stroke-opacity stroke-width'.split(
    ' ',
  ),
);

/** Whether a number given to a property stays without `px` (spec 5.5). */
export function isUnitless(property: string): boolean {
  return property.startsWith('--') || UNITLESS.has(property.replace(/^-(?:webkit|moz|ms)-/, ''));
}
