import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { personaCards, profile, seeded, segmentDifferences, tableOf, typicalCustomers } from 'clientele';
import { type Figure, median } from './figure.js';

// A full profile with its tests of 1,000,000 customers by 20 columns and 8 segments, and the persona sheet of it. scipy, which
// does the numbers' part of it, needs a Python named by the environment variable CLIENTELE_PYTHON.

const CUSTOMERS = 1_000_000;
const NUMBERS = 16;
const CATEGORIES = 4;
const SEGMENTS = 8;
const ROUNDS = 3;

/** Means, deviations and quantiles by segment; variance, ranks, spread across; t and ranks of each segment against the others. */
const PEER = `
import sys, time
import numpy as np
from scipy import stats
n, columns, k = (int(word) for word in sys.argv[2:5])
x = np.fromfile(sys.argv[1]).reshape(columns, n)
labels = np.fromfile(sys.argv[1] + '.labels', dtype=np.int32)
start = time.perf_counter()
for values in x:
    groups = [values[labels == s] for s in range(k)]
    for group in [values, *groups]:
        group.mean(), group.std(ddof=1), np.quantile(group, [.1, .25, .5, .75, .9])
    stats.f_oneway(*groups)
    stats.kruskal(*groups)
    stats.levene(*groups)
    for s in range(k):
        others = values[labels != s]
        stats.ttest_ind(groups[s], others, equal_var=False)
        stats.mannwhitneyu(groups[s], others)
        stats.ks_2samp(groups[s], others, method='asymp')
print(time.perf_counter() - start)
`;

/** Half of the numbers are whole, half have two decimals; they differ a little by segment. */
export async function figures(): Promise<readonly Figure[]> {
  const random = seeded(1);
  const labels = Int32Array.from({ length: CUSTOMERS }, () => Math.floor(random.next() * SEGMENTS));
  const numbers = Array.from({ length: NUMBERS }, (_, j) =>
    Float64Array.from(labels, (label) =>
      j % 2 === 0
        ? Math.floor(random.next() * 300) + label
        : Math.round(Math.exp(6 * random.next()) * 100) / 100 + label,
    ),
  );
  const ids = Array.from(labels, (_, i) => `c${String(i).padStart(7, '0')}`);
  const columns: Record<string, ArrayLike<string | number>> = { customerId: ids };
  numbers.forEach((values, j) => {
    columns[`number${j}`] = values;
  });
  for (let j = 0; j < CATEGORIES; j++) {
    columns[`category${j}`] = ids.map(() => 'abcd'[Math.floor(random.next() * 4)]);
  }
  const table = tableOf(columns as { [name: string]: ArrayLike<string | number> });
  const segmentation = {
    ids,
    labels,
    segments: Array.from({ length: SEGMENTS }, (_, s) => ({
      key: `s${s + 1}`,
      name: `Segment ${s + 1}`,
      size: 0,
      share: 0,
    })),
    origin: { method: 'by lot', columns: ['number0'], options: {}, dataHash: 'by lot' },
  };
  const [profiles, sheets, peers]: [number[], number[], number[]] = [[], [], []];
  const folder = mkdtempSync(join(tmpdir(), 'profile-'));
  const file = join(folder, 'x');
  writeFileSync(file, Buffer.concat(numbers.map((values) => Buffer.from(values.buffer))));
  writeFileSync(`${file}.labels`, labels);
  try {
    for (let round = 0; round < ROUNDS; round++) {
      let start = performance.now();
      const people = profile(segmentation, table, { id: 'customerId' });
      segmentDifferences(people);
      profiles.push((performance.now() - start) / 1000);
      const typical = typicalCustomers(segmentation, table, people, 'customerId');
      start = performance.now();
      personaCards(people, { typical });
      sheets.push(performance.now() - start);
      const python = process.env.CLIENTELE_PYTHON;
      if (python === undefined || round > 0) continue; // a minute a round
      const given = ['-c', PEER, file, `${CUSTOMERS}`, `${NUMBERS}`, `${SEGMENTS}`];
      const { status, stdout } = spawnSync(python, given, { encoding: 'utf8' });
      if (status === 0) peers.push(Number(stdout));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return [
    {
      part: 'profile',
      name: `profile with tests, ${CUSTOMERS} x ${NUMBERS + CATEGORIES}, ${SEGMENTS} segments`,
      unit: 's',
      ours: median(profiles),
      ...(peers.length > 0 && { peer: median(peers), peerName: 'scipy' }),
      goal: { atMost: 2 },
    },
    { part: 'profile', name: 'persona sheet of it', unit: 'ms', ours: median(sheets), goal: { atMost: 200 } },
  ];
}
