/**
 * The nonce of the style elements that the editor makes. It is the same for all, in `index.html` too: it keeps styles out
 * that some text brings along by mistake; where scripts come from the policy says without any nonce.
 */
export const STYLE_NONCE = 'renderify-editor';
