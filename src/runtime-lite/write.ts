export { write } from '../plan/write.ts';
