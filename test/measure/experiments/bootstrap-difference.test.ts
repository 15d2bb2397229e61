import { bootstrapDifference, mean, seeded } from 'clientele';
import { describe, expect, it } from 'vitest';

describe('bootstrapDifference', () => {
  it('draws as often as chance says: all samples of two values, by hand', async () => {
    // of 0 and 1 twice: mean 0 in 1/4, 1/2 in 2/4, 1 in 1/4 of the samples; the control group never varies
    const { absolute } = await bootstrapDifference([0, 1], [0, 0], {
      seed: 1,
      replicates: 20_000,
      confidence: 0.4,
    });
    expect(absolute).toMatchObject({ value: 0.5, low: 0.5, high: 0.5 });
    const wide = await bootstrapDifference([0, 1], [0, 0], { seed: 1, replicates: 20_000, confidence: 0.6 });
    expect(wide.absolute).toMatchObject({ low: 0, high: 1 });
  });

  it('has the standard error of theory', async () => {
    const random = seeded(5);
    const money = Array.from({ length: 1003 }, () => (random.next() < 0.3 ? Math.exp(random.normal()) : 0));
    const { absolute } = await bootstrapDifference(money, [1, 1], {
      seed: 3,
      replicates: 20_000,
      confidence: 0.6826894921,
    });
    // one standard deviation of the mean of draws with replacement: sqrt(population variance / n)
    const middle = mean(money);
    const error = Math.sqrt(mean(money.map((x) => (x - middle) ** 2)) / money.length);
    expect((absolute.high - absolute.low) / 2 / error).toBeGreaterThan(0.97);
    expect((absolute.high - absolute.low) / 2 / error).toBeLessThan(1.03);
  });

  it('is the same for any order of the customers and any number of threads', async () => {
    const random = seeded(9);
    const [a, b] = [200, 150].map((n) => Array.from({ length: n }, () => Math.exp(random.normal())));
    const one = await bootstrapDifference(a, b, { seed: 4, replicates: 500, threads: 1 });
    const two = await bootstrapDifference([...a].reverse(), [...b].reverse(), {
      seed: 4,
      replicates: 500,
      threads: 2,
    });
    expect(two).toEqual(one);
    expect((await bootstrapDifference(a, b, { seed: 5, replicates: 500 })).absolute).not.toEqual(
      one.absolute,
    );
  });

  it('covers the difference of skewed money in 93 to 97% of 2,000 seeds', async () => {
    let [absolute, relative] = [0, 0];
    for (let seed = 0; seed < 2000; seed++) {
      const random = seeded(seed);
      const arm = (n: number, most: number) =>
        Array.from({ length: n }, () => -most * Math.log(1 - random.next())); // exponential
      const drawn = await bootstrapDifference(arm(120, 12), arm(120, 10), {
        seed,
        replicates: 300,
        threads: 1,
      });
      absolute += Number(drawn.absolute.low <= 2 && drawn.absolute.high >= 2);
      relative += Number(drawn.relative!.low <= 0.2 && drawn.relative!.high >= 0.2);
    }
    for (const covered of [absolute, relative]) {
      expect(covered / 2000).toBeGreaterThan(0.93);
      expect(covered / 2000).toBeLessThan(0.97);
    }
  });

  it('draws 10,000 samples of 100,000 customers in under 3 s', async () => {
    const random = seeded(2);
    const [a, b] = [0, 1].map(() => Float64Array.from({ length: 50_000 }, () => Math.exp(random.normal())));
    const before = process.cpuUsage();
    await bootstrapDifference(a, b, { seed: 1 });
    const used = process.cpuUsage(before);
    expect((used.user + used.system) / 1e6).toBeLessThan(6); // both cores together
  });

  it('says what it needs', async () => {
    await expect(bootstrapDifference([1], [1, 2], { seed: 1 })).rejects.toThrow(
      'the treated are 1 customers',
    );
    await expect(bootstrapDifference([1, 2], [1, Number.NaN], { seed: 1 })).rejects.toThrow(
      'not a finite number',
    );
    await expect(bootstrapDifference([1, 2], [1, 2], { seed: 0.5 })).rejects.toThrow('seed is 0.5');
    await expect(bootstrapDifference([1, 2], [1, 2], { seed: 1, replicates: 7 })).rejects.toThrow(
      'from 100 on',
    );
    await expect(bootstrapDifference([1, 2], [1, 2], { seed: 1, threads: 0.5 })).rejects.toThrow(
      'threads is 0.5',
    );
    expect(
      (await bootstrapDifference([1, 2], [0, 0], { seed: 1, replicates: 100 })).relative,
    ).toBeUndefined();
  });

  it('the interval holds the value although sums of equal amounts differ by rounding', async () => {
    const spent = (customers: number) => new Array<number>(customers).fill(0.1);
    const { absolute, relative } = await bootstrapDifference(spent(69), spent(51), {
      seed: 1,
      replicates: 200,
    });
    for (const { value, low, high } of [absolute, relative!]) {
      expect(low).toBeLessThanOrEqual(value);
      expect(high).toBeGreaterThanOrEqual(value);
    }
  });
});
