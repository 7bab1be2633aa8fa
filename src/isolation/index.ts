// Running code that nobody trusts, away from the process that asks for it.
export { createIsolation, type IsolatedJob, type IsolatedResult, type Isolation } from './isolation.ts';
