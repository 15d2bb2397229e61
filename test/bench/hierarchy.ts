import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hierarchy, type Linkage, matrixOf, seeded } from 'clientele';
import { type Figure, median } from './figure.js';

// Trees of 10,000 customers beside scipy's, in turn in one run. scipy needs a Python that has it, named by the environment
// variable CLIENTELE_PYTHON.

const CUSTOMERS = 10_000;
const COLUMNS = 10;
const ROUNDS = 3;
const LINKAGES: readonly Linkage[] = ['ward', 'average', 'complete', 'single'];

const PEER = `
import sys, time
import numpy as np
from scipy.cluster.hierarchy import linkage
x = np.fromfile(sys.argv[1]).reshape(int(sys.argv[2]), int(sys.argv[3]))
start = time.perf_counter()
linkage(x, sys.argv[4])
print(time.perf_counter() - start)
`;

/** Seconds of scipy; absent without Python. */
function scipy(file: string, linkage: Linkage): number | undefined {
  const python = process.env.CLIENTELE_PYTHON;
  if (python === undefined) return undefined;
  const given = ['-c', PEER, file, `${CUSTOMERS}`, `${COLUMNS}`, linkage];
  const { status, stdout } = spawnSync(python, given, { encoding: 'utf8' });
  return status === 0 ? Number(stdout) : undefined;
}

/** Trees of customers in five groups that overlap a little. */
export async function figures(): Promise<readonly Figure[]> {
  const random = seeded(1);
  const centers = Float64Array.from({ length: 5 * COLUMNS }, () => 2 * random.normal());
  const data = Float64Array.from(
    { length: CUSTOMERS * COLUMNS },
    (_, at) => centers[(Math.floor(at / COLUMNS) % 5) * COLUMNS + (at % COLUMNS)] + random.normal(),
  );
  const matrix = matrixOf(data, COLUMNS);
  const folder = mkdtempSync(join(tmpdir(), 'hierarchy-'));
  const file = join(folder, 'x');
  writeFileSync(file, data);
  const made: Figure[] = [];
  try {
    for (const linkage of LINKAGES) {
      const ours: number[] = [];
      const theirs: number[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        const start = performance.now();
        await hierarchy(matrix, { linkage });
        ours.push((performance.now() - start) / 1000);
        const peer = scipy(file, linkage);
        if (peer !== undefined) theirs.push(peer);
      }
      made.push({
        part: 'hierarchy',
        name: `${linkage}, ${CUSTOMERS} x ${COLUMNS}`,
        unit: 's',
        ours: median(ours),
        ...(theirs.length > 0 && { peer: median(theirs), peerName: 'scipy' }),
        goal: { atMost: 3 },
      });
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return made;
}
