import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seeded } from '#clientele/core/random';
import { betaBernoulli } from '#clientele/stats/purchase-models/beta-bernoulli';
import { betaGeometric } from '#clientele/stats/purchase-models/beta-geometric';
import { paretoNegativeBinomial } from '#clientele/stats/purchase-models/pareto';
import { purchaseGroups } from '#clientele/stats/purchase-models/purchase-groups';
import type { PurchaseProcess } from '#clientele/stats/purchase-models/purchase-process';

const [bg, mbg] = [betaGeometric(false), betaGeometric(true)];
const processes: readonly (readonly [string, PurchaseProcess])[] = [
  ['BG/NBD', bg],
  ['MBG/NBD', mbg],
  ['Pareto/NBD', paretoNegativeBinomial],
  ['BG/BB', betaBernoulli],
];
const size = fc.double({ min: 0.05, max: 20, noNaN: true });
const parameters = fc.tuple(size, size, size, size);
const total = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0);

/** Histories that can be: whole numbers, at most one purchase a period. */
function histories(seed: number) {
  const random = seeded(seed);
  const rows = Array.from({ length: 12 }, () => {
    const age = 1 + random.integer(12);
    const count = random.integer(4);
    const recency = count === 0 ? 0 : Math.min(age, count + random.integer(8));
    return { count: Math.min(count, recency), recency, age };
  });
  const column = (name: 'count' | 'recency' | 'age') => rows.map((row) => row[name]);
  return purchaseGroups(column('count'), column('recency'), column('age'));
}

describe.each(processes)('%s', (_, process) => {
  it('has the gradient of its likelihood', () => {
    fc.assert(
      fc.property(parameters, fc.nat(1000), (own, seed) => {
        const groups = histories(seed);
        const gradient = new Float64Array(4);
        const at = (logs: readonly number[]) =>
          process.logLikelihood(logs.map(Math.exp), groups, new Float64Array(4));
        process.logLikelihood(own, groups, gradient);
        own.forEach((_each, i) => {
          const moved = (step: number) => own.map((value, j) => Math.log(value) + (i === j ? step : 0));
          const slope = (at(moved(1e-5)) - at(moved(-1e-5))) / 2e-5;
          expect(Math.abs(gradient[i] - slope)).toBeLessThan(1e-5 * (1 + Math.abs(slope)));
        });
      }),
      { numRuns: 60 },
    );
  });

  it('gives chances that sum to 1 and whose mean is the number expected', () => {
    fc.assert(
      fc.property(parameters, fc.integer({ min: 1, max: 12 }), (own, time) => {
        const rates = process.discrete ? own : [own[0], Math.max(own[1], 1), own[2], own[3]];
        const chances = process.chances(rates, time, process.discrete ? time : 4000);
        const mean = total(chances.map((chance, x) => chance * x));
        expect(chances.every((chance) => chance >= -1e-12)).toBe(true);
        expect(total(chances)).toBeCloseTo(1, 8);
        expect(mean / process.expectedOfNew(rates, time)).toBeCloseTo(1, 6);
      }),
      { numRuns: 25 },
    );
  });

  it('a customer who may be alive is alive with a chance, and buys more in more time', () => {
    fc.assert(
      fc.property(parameters, fc.nat(1000), (own, seed) => {
        const groups = histories(seed);
        for (let g = 0; g < groups.size; g++) {
          const history = { count: groups.count[g], recency: groups.recency[g], age: groups.age[g] };
          const alive = process.alive(own, history);
          expect(alive).toBeGreaterThanOrEqual(0);
          expect(alive).toBeLessThanOrEqual(1);
          let before = process.expectedIfAlive(own, history, 0);
          expect(before).toBe(0);
          for (const time of [1, 5, 50]) {
            const purchases = process.expectedIfAlive(own, history, time);
            expect(purchases).toBeGreaterThan(before);
            before = purchases;
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});

/** Purchases until leaving at a rate and chance drawn from the distributions, the plain way. */
function simulated([r, alpha, a, b]: readonly number[], time: number, draws: number): number {
  const random = seeded(3);
  const exponential = () => -Math.log(1 - random.next());
  // Shapes are whole numbers here: sums of exponentials.
  const gamma = (shape: number) => total(Array.from({ length: shape }, exponential));
  let purchases = 0;
  for (let i = 0; i < draws; i++) {
    const rate = gamma(r) / alpha;
    const [leave, stay] = [gamma(a), gamma(b)];
    for (let t = exponential() / rate; t < time; t += exponential() / rate) {
      purchases++;
      if (random.next() < leave / (leave + stay)) break;
    }
  }
  return purchases / draws;
}

describe('purchases until leaving', () => {
  it('are those of customers drawn from the distributions', () => {
    // Leaving chances of mean 1/2 at a = 1, where the formula of the paper divides 0 by 0; 40,000 customers.
    expect(bg.expectedOfNew([2, 5, 1, 1], 10)).toBeCloseTo(simulated([2, 5, 1, 1], 10, 40_000), 1);
    expect(bg.expectedOfNew([3, 4, 2, 3], 20)).toBeCloseTo(simulated([3, 4, 2, 3], 20, 40_000), 1);
  });

  it('do not jump where one way to compute them takes over from another', () => {
    // At a + b - r = 0 the series ends and the integral begins.
    for (const b of [2, 5, 20]) {
      const [above, below] = [1e-9, -1e-9].map((step) => bg.expectedOfNew([0.7 + b + step, 3, 0.7, b], 7));
      expect(above / below).toBeCloseTo(1, 7);
    }
    const [before, after] = [1 - 1e-9, 1 + 1e-9].map((a) => bg.expectedOfNew([0.5, 3, a, 2], 7));
    expect(before / after).toBeCloseTo(1, 7);
  });

  it('end with the purchase after which all leave, and go on with the rate where nobody does', () => {
    // a huge, b tiny: one purchase at most, made with chance 1 - (alpha / (alpha + t))^r.
    expect(bg.expectedOfNew([1.5, 2, 1e6, 1e-6], 6)).toBeCloseTo(1 - (2 / 8) ** 1.5, 4);
    // a tiny: nobody leaves, r t / alpha purchases.
    expect(bg.expectedOfNew([1.5, 2, 1e-9, 3], 6)).toBeCloseTo((1.5 * 6) / 2, 6);
    expect(paretoNegativeBinomial.expectedOfNew([1.5, 2, 1e-9, 3], 6)).toBeCloseTo((1.5 * 6) / 2, 6);
  });

  it('stay finite and positive at parameters out of all bounds', () => {
    const far = fc.constantFrom(1e-5, 0.01, 1, 100, 1e5, 1e9);
    fc.assert(
      fc.property(far, far, far, far, far, (r, alpha, a, b, time) => {
        for (const process of [bg, mbg, paretoNegativeBinomial]) {
          const history = { count: 3, recency: 4, age: 9 };
          const numbers = [
            process.expectedOfNew([r, alpha, a, b], time),
            process.expectedIfAlive([r, alpha, a, b], history, time),
            process.alive([r, alpha, a, b], history),
          ];
          for (const number of numbers) {
            expect(number).toBeGreaterThanOrEqual(0);
            expect(number).toBeLessThan(Infinity);
          }
        }
      }),
    );
  });
});
