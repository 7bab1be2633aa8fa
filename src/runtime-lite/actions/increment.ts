export { applyIncrement } from '../../plan/actions/increment.ts';
