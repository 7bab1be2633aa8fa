export { urlKind } from '../../plan/html/url-attributes.ts';
