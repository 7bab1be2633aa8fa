import type { Place } from './protocol.ts';

/** A text of findings in pieces: what stands at the begin of a line and names a place is that place. */
export function linkPlaces(text: string, places: readonly Place[]): (string | Place)[] {
  const byText = new Map(places.map((place) => [place.text, place]));
  return text.split(/^( *\S+:\d+:\d+)(?=\s)/m).flatMap((piece) => {
    const place = byText.get(piece.trimStart());
    return place ? [piece.slice(0, -place.text.length), place] : [piece];
  });
}
