import { bootstrapDifference, groupSequential, seeded } from 'clientele';
import { cpuMs, type Figure, median } from './figure.js';

// The bootstrap of a difference of means, and boundaries of looks; there is no peer in the run.

const CUSTOMERS = 100_000;
const ROUNDS = 3;

async function seconds(
  work: () => Promise<unknown> | unknown,
  clock = () => performance.now(),
): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = clock();
    await work();
    times.push((clock() - start) / 1000);
  }
  return median(times);
}

export async function figures(): Promise<readonly Figure[]> {
  const random = seeded(1);
  const money = () => Float64Array.from({ length: CUSTOMERS / 2 }, () => Math.exp(3 + random.normal()));
  const [treated, control] = [money(), money()];
  const line = { part: 'experiments', unit: 's' };
  return [
    {
      ...line,
      name: `bootstrap, 10,000 samples of ${CUSTOMERS} customers`,
      ours: await seconds(() => bootstrapDifference(treated, control, { seed: 1 })),
      goal: { atMost: 3 },
    },
    {
      ...line,
      name: 'the same on one thread, CPU',
      ours: await seconds(() => bootstrapDifference(treated, control, { seed: 1, threads: 1 }), cpuMs),
    },
    {
      ...line,
      name: "boundaries of ten looks, O'Brien-Fleming",
      ours: await seconds(() => groupSequential({ looks: 10, boundary: 'obrien-fleming' })),
    },
  ];
}
