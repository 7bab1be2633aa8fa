export { measure } from '../plan/measure.ts';
