/** Amounts of money as whole numbers of a small unit, so that their sums are exact in any order. */
export interface MinorUnits {
  /** Whole numbers; any sum of them is exact in double precision. */
  readonly units: Float64Array;
  /** Units in one of the currency: 100 for cents, more where amounts have more decimals. */
  readonly perAmount: number;
}

/**
 * Amounts as whole units: cents, or a finer unit of up to six decimals where amounts need it. What a product or
 * sum in double precision leaves behind (4.3499999999999996 for 3 x 1.45) counts as rounding.
 *
 * @returns `undefined` when no such unit fits or the sum of all could pass 2^53 units.
 */
export function minorUnits(amounts: Float64Array): MinorUnits | undefined {
  for (let decimals = 2; decimals <= 6; decimals++) {
    const perAmount = 10 ** decimals;
    const units = new Float64Array(amounts.length);
    let size = 0;
    let whole = true;
    for (let i = 0; i < amounts.length && whole; i++) {
      const scaled = amounts[i] * perAmount;
      units[i] = Math.round(scaled);
      size += Math.abs(units[i]);
      whole = Math.abs(units[i] - scaled) <= Math.min(0.01, 1e-9 + 1e-12 * Math.abs(scaled));
    }
    if (whole) return size < Number.MAX_SAFE_INTEGER ? { units, perAmount } : undefined;
  }
  return undefined;
}
