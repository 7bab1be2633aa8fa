export { applySet } from '../../plan/actions/set.ts';
