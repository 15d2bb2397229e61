import type { Estimate } from '../../core/estimate.js';
import { InputError } from '../../core/input-error.js';
import type { OpenEstimate } from './open-estimate.js';

/**
 * What one conversion more costs: cost of a contact over the points of conversion it adds. The interval is that of the
 * difference, turned over: where the effect may be 0, the cost may be anything from its lower end on.
 *
 * @param costEach - Extra cost for each contacted customer, above 0.
 * @param effect - Conversion of contacted customers less that of the control group, −1 to 1.
 * @throws {InputError} For a cost that is not above 0, and an effect that is no estimate with its interval.
 *
 * @example
 * const effect = newcombeInterval(300, 2000, 200, 2000);
 * costPerConversion(2, effect).value; // 40
 */
export function costPerConversion(costEach: number, effect: Estimate): OpenEstimate {
  if (!(costEach > 0 && costEach < Infinity)) {
    throw new InputError(`costPerConversion: a contact costs ${costEach}. It has to be above 0.`);
  }
  const { value, low, high, n, confidence, method } = effect ?? {};
  if (![value, low, high].every(Number.isFinite)) {
    throw new InputError(
      'costPerConversion needs the effect with its interval, for example from newcombeInterval or experiment.',
    );
  }
  const common = { n, confidence, method: `${method}, turned over` };
  if (high <= 0) {
    return {
      ...common,
      value: undefined,
      low: undefined,
      high: undefined,
      because:
        'Contacted customers convert no more than the control group: there is no conversion to share the cost.',
    };
  }
  return {
    ...common,
    value: value > 0 ? costEach / value : undefined,
    low: costEach / high,
    high: low > 0 ? costEach / low : undefined,
    because: low > 0 ? '' : 'The effect may be 0: the cost of a conversion has no upper end.',
  };
}
