import {
  bgNbd,
  type Estimate,
  gammaGamma,
  type PurchaseModel,
  type SpendModel,
  seeded,
  shiftedBetaGeometric,
  tableOf,
  valueBySegment,
} from 'clientele';
import { expect, test } from 'vitest';
import { drawnCustomers } from './drawn-customers.js';

/** How often intervals held the truth. */
function coverage() {
  const counts = new Map<string, { inside: number; all: number }>();
  return {
    add(name: string, { low, high }: Estimate, truth: number) {
      const own = counts.get(name) ?? { inside: 0, all: 0 };
      own.all++;
      if (low <= truth && truth <= high) own.inside++;
      counts.set(name, own);
    },
    expectBetween(low: number, high: number) {
      for (const [name, { inside, all }] of counts) {
        expect([name, inside / all >= low && inside / all <= high, inside / all]).toEqual([
          name,
          true,
          inside / all,
        ]);
      }
    },
  };
}

const buying = [0.8, 6, 0.9, 3];
const spending = [6, 4, 15];

test('intervals of parameters and forecasts hold the truth: 250 draws of 1,500 customers', async () => {
  const held = coverage();
  let failed = 0;
  for (let seed = 0; seed < 250; seed++) {
    const history = drawnCustomers(seed, 1500, buying, spending);
    const model = await bgNbd(history);
    if (!model.converged) {
      failed++;
      continue;
    }
    model.parameters.forEach(({ name, interval }, i) => {
      held.add(name, interval!, buying[i]);
    });
    held.add('forecast', model.expectedOfNew(52), model.process.expectedOfNew(buying, 52));
    const spend = await gammaGamma(history);
    held.add('mean spend', spend.populationMean!, (spending[0] * spending[2]) / (spending[1] - 1));
  }
  expect(failed).toBeLessThan(5);
  held.expectBetween(0.91, 0.99); // 250 draws: three standard errors of a share of 0.95 are 0.04
}, 30_000);

test('intervals of the value of segments hold what the true parameters say: 80 draws of 1,500', async () => {
  const held = coverage();
  for (let seed = 0; seed < 80; seed++) {
    const history = drawnCustomers(seed, 1500, buying, spending);
    const ids = history.array('customerId');
    const labels = Int32Array.from(history.array('repeatPurchases'), (count) => Number(count > 1));
    const segments = [
      { key: 's1', name: 'Few' },
      { key: 's2', name: 'Many' },
    ];
    const segmentation = { ids, labels, segments } as never;
    const [purchases, spend] = [await bgNbd(history), await gammaGamma(history)];
    if (!purchases.converged || !spend.converged) continue;
    const own = await valueBySegment({ segmentation, history, purchases, spend, periods: 2 });
    const trueSpend: SpendModel = {
      ...spend,
      covariance: undefined,
      expectedSpend: (x, m) => (spending[0] * (spending[2] + x * m)) / (spending[0] * x + spending[1] - 1),
    };
    const truth = await valueBySegment({
      segmentation,
      history,
      purchases: withParameters(purchases, buying),
      spend: trueSpend,
      periods: 2,
    });
    for (const [s, name] of ['few', 'many'].entries()) {
      held.add(`value, ${name}`, own.segments[s].value!, truth.segments[s].value!.value);
      held.add(`alive, ${name}`, own.segments[s].alive!, truth.segments[s].alive!.value);
    }
    held.add('share', own.segments[0].equityShare!, truth.segments[0].equityShare!.value);
    held.add('all', own.all.value!, truth.all.value!.value);
  }
  held.expectBetween(0.88, 1); // 80 draws: three standard errors are 0.07
}, 30_000);

function withParameters(model: PurchaseModel, values: readonly number[]): PurchaseModel {
  const parameters = model.parameters.map((each, i) => ({ ...each, value: values[i] }));
  return { ...model, parameters, covariance: undefined };
}

test('intervals of contracts hold the truth: 2,000 draws of 500 customers', () => {
  const held = coverage();
  const random = seeded(5);
  for (let draw = 0; draw < 2000; draw++) {
    const own = random.stream(draw);
    const left = new Array<number>(7).fill(0);
    let stayed = 0;
    for (let i = 0; i < 500; i++) {
      const leaves = 1 - own.next() ** (1 / 3.8); // of a beta distribution, 1 and 3.8
      let period = 0;
      while (period < 7 && own.next() >= leaves) period++;
      if (period < 7) left[period]++;
      else stayed++;
    }
    const contracts = tableOf({
      periods: [1, 2, 3, 4, 5, 6, 7, 7],
      ended: [1, 1, 1, 1, 1, 1, 1, 0],
      customers: [...left, stayed],
    });
    const model = shiftedBetaGeometric(contracts, { columns: { customers: 'customers' } });
    held.add('a', model.parameters[0].interval!, 1);
    held.add('b', model.parameters[1].interval!, 3.8);
    held.add('survival', model.survival(12), 3.8 / (3.8 + 12)); // for a = 1
  }
  held.expectBetween(0.93, 0.97);
}, 30_000);
