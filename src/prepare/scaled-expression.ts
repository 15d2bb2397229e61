import { call, type Expression } from '../engine/plan/expression.js';

/** A number less a middle, over a width; 0 for a width of 0, which marks a column in which all are alike. */
export function scaledBy(x: Expression, middle: number, width: number): Expression {
  if (width === 0) return call('multiply', x, call('toNumber', 0));
  return call('divide', call('subtract', x, call('toNumber', middle)), call('toNumber', width));
}
