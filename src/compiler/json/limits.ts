/** Limits of the language on a document (spec section 1); no policy changes them. */
export const MAX_DOCUMENT_BYTES = 4_194_304;
export const MAX_JSON_DEPTH = 2048;
