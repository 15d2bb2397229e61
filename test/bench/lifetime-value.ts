import { spawnSync } from 'node:child_process';
import { bgNbd, type PurchaseModel, paretoNbd, type Table, tableFromRows, tableOf } from 'clientele';
import { hasShared, shared, sharedLines } from '../fixtures/shared-data.js';
import { drawnCustomers } from '../measure/lifetime-value/drawn-customers.js';
import { type Figure, median } from './figure.js';

// BG/NBD with standard errors on the 2,357 customers of cdnow beside lifetimes (its own grouping of rows not used: it has
// none by itself), Pareto/NBD, and BG/NBD on a million customers drawn from it, in days. lifetimes needs the Python of
// CLIENTELE_PYTHON with `lifetimes`; without ../shared/datasets drawn customers stand in for cdnow.

const ROUNDS = 15;
const FILE = 'datasets/cdnow/cdnow_customers_summary.csv';
const BUYING = [0.25, 4.4, 0.8, 2.4];
const SPENDING = [6, 4, 15];

const LIFETIMES = `
import sys, time, warnings
import pandas as pd
warnings.filterwarnings('ignore')
from lifetimes import BetaGeoFitter
rows = pd.read_csv(sys.argv[1])
for _ in range(int(sys.argv[2])):
    start = time.perf_counter()
    BetaGeoFitter(penalizer_coef=0.0).fit(rows['frequency'], rows['recency'], rows['T'])
    print(1000 * (time.perf_counter() - start), flush=True)
`;

function cdnow(): Table {
  if (!hasShared) return drawnCustomers(1, 2357, BUYING, SPENDING) as unknown as Table;
  const rows = sharedLines(FILE).slice(1);
  return tableFromRows(
    rows.map((line) => {
      const [, repeatPurchases, lastPurchaseAge, customerAge] = line.split(',').map(Number);
      return { repeatPurchases, lastPurchaseAge, customerAge };
    }),
  ) as unknown as Table;
}

/** A million customers whose purchases are known by the day. */
function million(): Table {
  const drawn = drawnCustomers(2, 1_000_000, BUYING, SPENDING);
  const days = (time: number) => Math.ceil(time * 7) / 7;
  return tableOf({
    repeatPurchases: drawn.array('repeatPurchases'),
    lastPurchaseAge: drawn.array('lastPurchaseAge').map(days),
    customerAge: drawn.array('customerAge'),
  }) as unknown as Table;
}

async function milliseconds(fitted: () => Promise<PurchaseModel>, rounds: number): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    const { converged } = await fitted();
    times.push(performance.now() - start);
    if (!converged) throw new Error('the model did not converge');
  }
  return median(times);
}

function lifetimesMs(): number | undefined {
  const python = process.env.CLIENTELE_PYTHON;
  if (python === undefined || !hasShared) return undefined;
  const given = ['-c', LIFETIMES, `${shared}/${FILE}`, `${ROUNDS}`];
  const { stdout, status } = spawnSync(python, given, { encoding: 'utf8' });
  return status === 0 ? median(stdout.trim().split('\n').map(Number)) : undefined;
}

/** Fits of models of lifetime value. */
export async function figures(): Promise<readonly Figure[]> {
  const sample = cdnow();
  const peer = lifetimesMs();
  const part = 'lifetime-value';
  const small = await milliseconds(() => bgNbd(sample), ROUNDS);
  const pareto = await milliseconds(() => paretoNbd(sample), 5);
  const many = million();
  const large = await milliseconds(() => bgNbd(many), 3);
  return [
    {
      part,
      name: 'BG/NBD with standard errors, 2,357 customers',
      unit: 'ms',
      ours: small,
      ...(peer !== undefined && { peer, peerName: 'lifetimes' }),
      goal: { timesAsFast: 3 },
    },
    { part, name: 'Pareto/NBD, 2,357 customers', unit: 'ms', ours: pareto, goal: { atMost: 1000 } },
    { part, name: 'BG/NBD, 1,000,000 customers', unit: 'ms', ours: large, goal: { atMost: 2000 } },
  ];
}
