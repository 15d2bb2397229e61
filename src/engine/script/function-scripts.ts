import type { FunctionName } from '../plan/functions.js';

/** A function of expressions in TypeScript; a missing number is NaN, truth is 1 or 0, a missing text is null. */
export interface FunctionScript {
  readonly parameters: string;
  readonly body: string;
}

const numbers = (body: string): FunctionScript => ({ parameters: 'a: number, b: number', body });
const number = (body: string): FunctionScript => ({ parameters: 'a: number', body });
const any = (body: string): FunctionScript => ({ parameters: 'a: any, b: any', body });
const list = (body: string): FunctionScript => ({ parameters: '...list: any[]', body });
const MISSING = '(x: any) => x === null || Number.isNaN(x)';
const extreme = (name: string) =>
  list(`list.reduce((a, b) => (Number.isNaN(a) ? b : Number.isNaN(b) ? a : Math.${name}(a, b)))`);

/**
 * Each function that has its place in a script for one row. Those that need a calendar or the library's own patterns have
 * none.
 */
export const FUNCTION_SCRIPTS: Readonly<Partial<Record<FunctionName, FunctionScript>>> = {
  add: numbers('a + b'),
  subtract: numbers('a - b'),
  multiply: numbers('a * b'),
  divide: numbers('b === 0 ? NaN : a / b'),
  negate: number('-a'),
  absolute: number('Math.abs(a)'),
  floor: number('Math.floor(a)'),
  least: extreme('min'),
  greatest: extreme('max'),
  toNumber: { parameters: 'a: any', body: 'a' },
  logarithm: number('a > 0 ? Math.log(a) : NaN'),
  exponential: number('Number.isFinite(Math.exp(a)) ? Math.exp(a) : NaN'),
  squareRoot: number('Math.sqrt(a)'),
  sine: number('Math.sin(a)'),
  cosine: number('Math.cos(a)'),
  arcsine: number('Math.asin(a)'),
  equal: any(`[a, b].some(${MISSING}) ? NaN : Number(a === b)`),
  less: numbers('Number.isNaN(a) || Number.isNaN(b) ? NaN : Number(a < b)'),
  atMost: numbers('Number.isNaN(a) || Number.isNaN(b) ? NaN : Number(a <= b)'),
  isMissing: { parameters: 'a: any', body: 'Number(a === null || Number.isNaN(a))' },
  not: number('1 - a'),
  and: list('list.reduce((a, b) => (a === 0 || b === 0 ? 0 : a + b - 1))'),
  or: list('list.reduce((a, b) => (a === 1 || b === 1 ? 1 : a + b))'),
  choose: { parameters: 'c: number, a: any, b: any', body: 'c === 1 ? a : b' },
  firstFilled: list('list.find((x) => !(x === null || Number.isNaN(x))) ?? list[list.length - 1]'),
  oneOf: {
    parameters: 'a: any, ...list: any[]',
    body: 'a === null || Number.isNaN(a) ? NaN : Number(list.includes(a))',
  },
  missingIf: any("a === b ? (typeof a === 'string' ? null : NaN) : a"),
  trimmed: { parameters: 'a: any', body: "a === null ? null : a.replace(/^ +| +$/g, '')" },
  lowerCase: { parameters: 'a: any', body: 'a === null ? null : a.toLowerCase()' },
};
