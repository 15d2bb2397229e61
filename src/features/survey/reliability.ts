import type { Estimate } from '../../core/estimate.js';
import { fQuantile } from '../../stats/f-quantile.js';

/** Covariances of items, each from those who answered both. */
export interface ItemCovariances {
  readonly items: number;
  /** Row after row. */
  readonly values: Float64Array;
  /** Fewest respondents behind a covariance. */
  readonly n: number;
}

/** Covariances by n - 1, pair by pair. O(respondents x items²). */
export function itemCovariances(answers: readonly Float64Array[]): ItemCovariances {
  const items = answers.length;
  const values = new Float64Array(items * items);
  let least = Infinity;
  for (let i = 0; i < items; i++) {
    for (let j = i; j < items; j++) {
      const { covariance, n } = pairCovariance(answers[i], answers[j]);
      values[i * items + j] = covariance;
      values[j * items + i] = covariance;
      least = Math.min(least, n);
    }
  }
  return { items, values, n: least };
}

function pairCovariance(x: Float64Array, y: Float64Array): { covariance: number; n: number } {
  let [n, sumX, sumY] = [0, 0, 0];
  for (let r = 0; r < x.length; r++) {
    if (Number.isNaN(x[r]) || Number.isNaN(y[r])) continue;
    n++;
    sumX += x[r];
    sumY += y[r];
  }
  let products = 0;
  for (let r = 0; r < x.length; r++) {
    if (!Number.isNaN(x[r]) && !Number.isNaN(y[r])) products += (x[r] - sumX / n) * (y[r] - sumY / n);
  }
  return { covariance: n < 2 ? Number.NaN : products / (n - 1), n };
}

/** Cronbach's alpha of a matrix of covariances or correlations; `NaN` where it is not defined. */
export function alphaOf({ items, values }: Pick<ItemCovariances, 'items' | 'values'>): number {
  if (items < 2) return Number.NaN;
  let [trace, total] = [0, 0];
  for (let i = 0; i < items; i++) {
    trace += values[i * items + i];
    for (let j = 0; j < items; j++) total += values[i * items + j];
  }
  return (items / (items - 1)) * (1 - trace / total);
}

/** The same items, each with variance 1. */
export function correlationsOf({ items, values, n }: ItemCovariances): ItemCovariances {
  const scaled = values.map((value, place) => {
    const [i, j] = [Math.floor(place / items), place % items];
    return i === j ? 1 : value / Math.sqrt(values[i * items + i] * values[j * items + j]);
  });
  return { items, values: scaled, n };
}

/** Alpha without one item. */
export function alphaWithout({ items, values }: ItemCovariances, dropped: number): number {
  const kept = Array.from({ length: items }, (_, i) => i).filter((i) => i !== dropped);
  const rest = Float64Array.from(kept.flatMap((i) => kept.map((j) => values[i * items + j])));
  return alphaOf({ items: items - 1, values: rest });
}

/** Correlation of an item with the sum of the others. */
export function itemTotal({ items, values }: ItemCovariances, item: number): number {
  let [total, own] = [0, 0];
  for (let i = 0; i < items; i++) {
    own += values[item * items + i];
    for (let j = 0; j < items; j++) total += values[i * items + j];
  }
  const variance = values[item * items + item];
  return (own - variance) / Math.sqrt(variance * (total - 2 * own + variance));
}

/**
 * Alpha with Feldt's interval, for n respondents who answered as drawn at random.
 *
 * Source: Feldt, Woodruff and Salih, "Statistical inference for coefficient alpha", Appl. Psychol. Meas. 11 (1987) 93-103.
 */
export function alphaEstimate(covariances: ItemCovariances, confidence: number, name: string): Estimate {
  const { items, n } = covariances;
  const value = alphaOf(covariances);
  const [above, below] = [n - 1, (n - 1) * (items - 1)];
  const end = (p: number) => 1 - (1 - value) * fQuantile(p, above, below);
  const tail = (1 - confidence) / 2;
  return { value, low: end(1 - tail), high: end(tail), n, confidence, method: `${name}, Feldt's interval` };
}
