export { text } from '../plan/text.ts';
