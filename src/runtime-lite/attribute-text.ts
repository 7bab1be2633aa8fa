export { attributeText } from '../plan/attribute-text.ts';
