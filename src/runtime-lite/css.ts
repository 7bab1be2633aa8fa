export { cssProblem, fetchProblem } from '../plan/css.ts';
