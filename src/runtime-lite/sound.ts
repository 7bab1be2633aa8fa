export { unsound } from '../plan/unsound.ts';
