import type { Estimate } from '../../core/estimate.js';

/** What it takes for a contact to pay for itself. What is `undefined` cannot be said. */
export interface BreakEven {
  /** Extra money, before the margin is taken, that each contacted customer has to bring. */
  readonly moneyEach: number;
  /** The same over the mean of the control group: 0.1 is a tenth more. `undefined` where that is not above 0. */
  readonly lift: number | undefined;
  /** Points of conversion, 0 to 1, that a contact has to add. `undefined` without conversions of known value. */
  readonly conversion: number | undefined;
  /** Conversion of contacted customers at that point. Above 1 it cannot be reached. */
  readonly responseRate: number | undefined;
  /** Highest price of one contact at which it pays; where it is below 0, no price is low enough. */
  readonly price: Estimate;
}

/** What break-even follows from; money before the margin. */
export interface BreakEvenFacts {
  /** Extra cost of a contact, with its part of fixed costs. */
  readonly costEach: number;
  /** Of it, what the price of one contact does not move. */
  readonly fixedEach: number;
  /** Share of money that remains, above 0 to 1. */
  readonly marginShare: number;
  readonly controlMoney: number;
  /** Share of the control group that converts, and money of one who converts; `undefined` where not known. */
  readonly controlRate: number | undefined;
  readonly moneyOfConversion: number | undefined;
  /** Extra money of a contacted customer, before the margin. */
  readonly effect: Estimate;
}

/** The break-even of a campaign: extra money, lift, conversion, response rate and price. */
export function breakEven(facts: BreakEvenFacts): BreakEven {
  const { costEach, fixedEach, marginShare, controlMoney, controlRate, moneyOfConversion, effect } = facts;
  const moneyEach = costEach / marginShare;
  const conversion =
    moneyOfConversion === undefined || !(moneyOfConversion > 0) ? undefined : moneyEach / moneyOfConversion;
  const price = (money: number) => marginShare * money - fixedEach;
  return {
    moneyEach,
    lift: controlMoney > 0 ? moneyEach / controlMoney : undefined,
    conversion,
    responseRate:
      conversion === undefined || controlRate === undefined ? undefined : controlRate + conversion,
    price: { ...effect, value: price(effect.value), low: price(effect.low), high: price(effect.high) },
  };
}
