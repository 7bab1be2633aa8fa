export { cssProblem } from '../plan/css.ts';
