export { applyPush } from '../../plan/actions/push.ts';
