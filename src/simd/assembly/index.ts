export { assign } from './assign';
