export { applyToggle } from '../../plan/actions/toggle.ts';
