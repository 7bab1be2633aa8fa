export { get } from '../plan/get.ts';
