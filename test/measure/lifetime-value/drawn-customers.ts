import { type Random, seeded, type Table, tableOf } from 'clientele';

/** Gamma-distributed number (Marsaglia and Tsang), mean `shape`. */
export function gammaOf(random: Random, shape: number): number {
  if (shape < 1) return gammaOf(random, shape + 1) * (1 - random.next()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = random.normal();
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random.next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

export interface DrawnRow {
  customerId: string;
  repeatPurchases: number;
  lastPurchaseAge: number;
  customerAge: number;
  repeatMonetaryMean: number;
}

/** Customers drawn from the BG/NBD model (r, alpha, a, b) and the Gamma-Gamma model (p, q, v), with unlike ages up to 40 weeks. */
export function drawnCustomers(
  seed: number,
  customers: number,
  [r, alpha, a, b]: readonly number[],
  [p, q, v]: readonly number[],
): Table<DrawnRow> {
  const random = seeded(seed);
  const columns = {
    customerId: Array.from({ length: customers }, (_, i) => `c${i}`),
    repeatPurchases: new Array<number>(customers),
    lastPurchaseAge: new Array<number>(customers),
    customerAge: new Array<number>(customers),
    repeatMonetaryMean: new Array<number>(customers),
  };
  for (let i = 0; i < customers; i++) {
    const age = 27 + random.integer(13);
    const rate = gammaOf(random, r) / alpha;
    const [leave, stay] = [gammaOf(random, a), gammaOf(random, b)];
    const chance = leave / (leave + stay);
    let [count, last] = [0, 0];
    for (let time = 0; ; ) {
      time -= Math.log(1 - random.next()) / rate;
      if (time > age) break;
      count++;
      last = time;
      if (random.next() < chance) break;
    }
    columns.repeatPurchases[i] = count;
    columns.lastPurchaseAge[i] = last;
    columns.customerAge[i] = age;
    const usual = v / gammaOf(random, q);
    columns.repeatMonetaryMean[i] = count === 0 ? 0 : (gammaOf(random, p * count) * usual) / count;
  }
  return tableOf<DrawnRow>(columns, { customerAge: { unit: 'weeks' } });
}
