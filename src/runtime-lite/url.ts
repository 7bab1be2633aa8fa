export { judgeUrlAttribute } from '../plan/url-attribute.ts';
