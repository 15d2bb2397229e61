import { checkGroups } from './one-way-anova.js';

/** Whether two samples come from one distribution. */
export interface KolmogorovSmirnov {
  /** Largest distance of the two distributions, 0 to 1. */
  readonly distance: number;
  readonly p: number;
  /** Whether p counts all orders of the values (without ties), or is that of large samples. */
  readonly exact: boolean;
}

/** Up to so many steps orders are counted. */
const MOST_STEPS = 1e7;

/**
 * Whether two samples come from one distribution: in place, spread or shape.
 *
 * @returns p correct also far out, where it is tiny: the orders that are as far apart are counted, not their rest. With ties
 *   it is too large rather than too small.
 * @throws {InputError} For an empty sample and values that are not finite.
 *
 * O(first · second) up to 10 million, above O(values log values).
 * Source: Hodges, "The significance probability of the Smirnov two-sample test", Arkiv för Matematik 3 (1958) 469-486;
 * Smirnov's limit for large samples.
 *
 * @example
 * kolmogorovSmirnov([1, 2, 3], [4, 5, 6]); // { distance: 1, p: 0.1, exact: true }
 */
export function kolmogorovSmirnov(first: ArrayLike<number>, second: ArrayLike<number>): KolmogorovSmirnov {
  checkGroups('kolmogorovSmirnov', [first, second]);
  const a = Float64Array.from(first).sort();
  const b = Float64Array.from(second).sort();
  let distance = 0;
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    const value = j >= b.length || (i < a.length && a[i] <= b[j]) ? a[i] : b[j];
    while (i < a.length && a[i] === value) i++;
    while (j < b.length && b[j] === value) j++;
    distance = Math.max(distance, Math.abs(i / a.length - j / b.length));
  }
  return smirnovTest(distance, a.length, b.length, MOST_STEPS);
}

/**
 * The test of a distance between the distributions of two samples.
 *
 * @param mostSteps - Up to so many steps, one a pair, orders are counted.
 */
export function smirnovTest(
  distance: number,
  first: number,
  second: number,
  mostSteps: number,
): KolmogorovSmirnov {
  const exact = first * second <= mostSteps;
  const p = exact
    ? chanceOfOrders(first, second, distance)
    : limit(distance * Math.sqrt((first * second) / (first + second)));
  return { distance, p: Math.min(1, p), exact };
}

/** Chance that two samples in random order are as far apart somewhere: sum over where they first are. */
function chanceOfOrders(first: number, second: number, distance: number): number {
  const limitOf = distance - 1e-12;
  if (limitOf <= 0) return 1;
  let reached = 0;
  let row = new Float64Array(second + 1);
  row[0] = 1;
  for (let i = 0; i <= first; i++) {
    const next = new Float64Array(second + 1);
    for (let j = 0; j <= second; j++) {
      const mass = row[j];
      if (mass === 0) continue;
      if (Math.abs(i / first - j / second) >= limitOf) {
        reached += mass;
        continue;
      }
      const left = first - i + (second - j);
      if (left === 0) continue;
      if (j < second) row[j + 1] += (mass * (second - j)) / left;
      if (i < first) next[j] += (mass * (first - i)) / left;
    }
    row = next;
  }
  return reached;
}

function limit(x: number): number {
  if (x < 0.2) return 1;
  let sum = 0;
  for (let j = 1; j <= 100; j++) {
    const term = 2 * (j % 2 === 1 ? 1 : -1) * Math.exp(-2 * j * j * x * x);
    sum += term;
    if (Math.abs(term) < 1e-17 * Math.abs(sum)) break;
  }
  return sum;
}
