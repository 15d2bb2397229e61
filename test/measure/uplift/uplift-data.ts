import { type Matrix, matrixOf, seeded } from 'clientele';

/** An experiment with columns, drawn by lot. */
export interface PlantedExperiment {
  readonly ids: string[];
  readonly features: Matrix;
  readonly treated: boolean[];
  readonly outcome: number[];
  /** What the treatment does to each, in truth. */
  readonly truth: number[];
}

/**
 * Customers with four standard normal columns. The first moves the outcome, the second the effect: `spread` times its sign, plus
 * `effect`. Yes with chance 0.3 and so on, or normal numbers.
 */
export function planted(
  seed: number,
  customers: number,
  { effect = 0, spread = 0, isYesNo = true }: { effect?: number; spread?: number; isYesNo?: boolean },
): PlantedExperiment {
  const random = seeded(seed);
  const ids = Array.from({ length: customers }, (_, i) => `c${i}`);
  const data = Float64Array.from({ length: 4 * customers }, () => random.normal());
  const treated = ids.map(() => random.next() < 0.5);
  const truth = ids.map((_, i) => effect + spread * Math.sign(data[4 * i + 1]));
  const outcome = ids.map((_, i) => {
    const base = 0.3 + 0.1 * Math.tanh(data[4 * i]) + (treated[i] ? truth[i] : 0);
    return isYesNo ? Number(random.next() < base) : 10 * base + random.normal();
  });
  return { ids, features: matrixOf(data, 4, ['a', 'b', 'c', 'd'], ids), treated, outcome, truth };
}
