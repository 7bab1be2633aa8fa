export { cssFault, fetchFault } from '../plan/css.ts';
