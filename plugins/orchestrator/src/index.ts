export { phased as default, phased } from './phased.ts';
