export { assign } from './assign';
export * from "./dense";
