import { call, type Expression } from '../engine/plan/expression.js';

/** (base^power - 1) / power from the logarithm of the base; the logarithm itself for a power of 0. */
export function powerOf(logarithm: Expression, power: number): Expression {
  if (power === 0) return logarithm;
  const raised = call('exponential', call('multiply', logarithm, call('toNumber', power)));
  return call('divide', call('subtract', raised, 1), call('toNumber', power));
}
