import {
  confidenceSequence,
  crossingProbabilities,
  groupSequential,
  peekingFalseAlarms,
  relativeEffect,
  seeded,
  spentAlpha,
} from 'clientele';
import { describe, expect, it } from 'vitest';

const z = (options: Parameters<typeof groupSequential>[0]) =>
  groupSequential(options).looks.map((look) => look.z);

describe('group sequential boundaries', () => {
  // Two-sided 0.05, R and the tables of Jennison and Turnbull (2000), tables 2.1 and 2.3
  it.each([
    [2, 2.17827, 1.97743],
    [3, 2.28948, 2.00404],
    [4, 2.3613, 2.0243],
    [5, 2.41318, 2.04007],
    [10, 2.55501, 2.0865],
  ])('%i looks', (looks, pocock, obrienFleming) => {
    expect(z({ looks, boundary: 'pocock' })[0]).toBeCloseTo(pocock, 4);
    expect(z({ looks, boundary: 'obrien-fleming' })[looks - 1]).toBeCloseTo(obrienFleming, 4);
  });

  it('spend false alarms by two conventions', () => {
    const boundary = { spending: 'obrien-fleming' } as const;
    // R ldbounds: half of alpha in the function of each side
    [4.8769, 3.357, 2.6803, 2.2898, 2.031].forEach((bound, i) => {
      expect(Math.abs(z({ looks: 5, boundary })[i] - bound)).toBeLessThan(1e-4);
    });
    [4.38261, 3.09973, 2.55335, 2.25385, 2.0635].forEach((bound, i) => {
      expect(Math.abs(z({ looks: 5, boundary, convention: 'total' })[i] - bound)).toBeLessThan(1e-4);
    });
    [3.09023, 2.71411, 2.47278, 2.27986, 2.11403].forEach((bound, i) => {
      expect(Math.abs(z({ looks: 5, boundary: { spending: { power: 2 } } })[i] - bound)).toBeLessThan(1e-4);
    });
  });

  it('spend as much as their function says, at looks that come when they come', () => {
    const looks = [0.1, 0.15, 0.6, 1];
    const { looks: made } = groupSequential({ looks, boundary: { spending: 'pocock' } });
    made.forEach(({ information, spent }) => {
      expect(spent).toBeCloseTo(spentAlpha('pocock', information, 0.05), 8);
    });
  });

  it('find what is there: power is that of the simulation', () => {
    const bounds = z({ looks: 3, boundary: 'pocock' });
    const { upper } = crossingProbabilities([1 / 3, 2 / 3, 1], bounds, 2.5);
    const exact = upper.reduce((sum, chance) => sum + chance, 0);
    let found = 0;
    const random = seeded(7);
    for (let run = 0; run < 20_000; run++) {
      let sum = 0;
      for (let look = 1; look <= 3; look++) {
        sum += random.normal() / Math.sqrt(3) + 2.5 / 3;
        if (sum / Math.sqrt(look / 3) >= bounds[look - 1]) {
          found++;
          break;
        }
      }
    }
    expect(Math.abs(found / 20_000 - exact)).toBeLessThan(4 * Math.sqrt((exact * (1 - exact)) / 20_000));
  });

  it('say what looks are', () => {
    expect(() => groupSequential({ looks: [0.5, 0.2], boundary: 'pocock' })).toThrow('look 2 has 0.2');
    expect(() => groupSequential({ looks: 0, boundary: 'pocock' })).toThrow('whole number from 1');
    expect(() => groupSequential({ looks: [1, 2], boundary: 'pocock' })).toThrow('the last with all');
    expect(() => spentAlpha({ power: 0 }, 0.5, 0.05)).toThrow('above 0');
  });
});

describe('peeking', () => {
  it.each([
    [1, 0.05],
    [2, 0.08312],
    [3, 0.10726],
    [4, 0.12617],
    [5, 0.14169],
    [10, 0.19336],
    [20, 0.24791],
  ])('%i times gives false alarms of %d', (looks, rate) => {
    expect(peekingFalseAlarms(looks)).toBeCloseTo(rate, 5);
  });
});

describe('confidence sequence', () => {
  const moments = (n: number, sum: number, squares: number) => ({
    n,
    mean: sum / n,
    variance: (squares - (sum * sum) / n) / (n - 1),
  });
  const share = (yes: number, n: number) => ({ n, mean: yes / n, variance: (yes / n) * (1 - yes / n) });

  it('is that of GrowthBook (its test_tests.py)', () => {
    const a = moments(3000, 1396.87, 52377.9767);
    const b = moments(3461, 2422.7, 134698.29);
    const mean = confidenceSequence(relativeEffect(b, a)!, 1000);
    expect([mean.value, mean.low, mean.high].map((x) => x.toFixed(5))).toEqual([
      '0.50336',
      '-0.55844',
      '1.56516',
    ]);
    expect(mean.p).toBe(1);
    const shares = confidenceSequence(relativeEffect(share(2422, 3461), share(1396, 3000))!, 5000);
    expect([shares.value, shares.low, shares.high].map((x) => x.toFixed(5))).toEqual([
      '0.50386',
      '0.40098',
      '0.60675',
    ]);
  });

  it('has p of one minus the confidence where it touches 0', () => {
    const half = confidenceSequence({ value: 0, standardError: 1, n: 4000 }).high;
    expect(confidenceSequence({ value: half, standardError: 1, n: 4000 }).p).toBeCloseTo(0.05, 10);
  });

  it('keeps the truth at all of 40 looks for at least 93% of 2,000 seeds', () => {
    let kept = 0;
    for (let seed = 0; seed < 2000; seed++) {
      const random = seeded(seed);
      let sum = 0;
      let always = true;
      for (let look = 1; look <= 40; look++) {
        sum += random.normal() * Math.sqrt(100); // 100 customers of variance 1
        const n = look * 100;
        const { low, high } = confidenceSequence(
          { value: sum / n, standardError: 1 / Math.sqrt(n), n },
          1000,
        );
        always &&= low <= 0 && high >= 0;
      }
      kept += Number(always);
    }
    expect(kept / 2000).toBeGreaterThanOrEqual(0.93);
  });

  it('says what it needs', () => {
    expect(() => confidenceSequence({ value: 1, standardError: -1, n: 10 })).toThrow('standard error -1');
    expect(() => confidenceSequence({ value: 1, standardError: 1, n: 0 })).toThrow('One customer');
    expect(() => confidenceSequence({ value: 1, standardError: 1, n: 10 }, 0)).toThrow('tuning is 0');
  });
});
