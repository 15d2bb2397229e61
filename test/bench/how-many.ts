import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bootstrapStability, howMany, kmeans, type Matrix, matrixOf, seeded } from 'clientele';
import { type Figure, median } from './figure.js';

// The whole of "how many", and bootstraps beside R's fpc::clusterboot with as many refits. R is found as Rscript, with
// the package fpc (Debian's r-cran-fpc); without it there are no ratios.

const CUSTOMERS = 10_000;
const COLUMNS = 10;
const PAIRS = 100;
const ROUNDS = 3;
const K = [2, 3, 4, 5, 6, 7, 8, 9, 10];

/** Customers in five groups that overlap a little, or in none. */
function customers(hasGroups: boolean): Matrix {
  const random = seeded(1);
  const size = hasGroups ? 2 : 0;
  const centers = Float64Array.from({ length: 5 * COLUMNS }, () => size * random.normal());
  const data = Float64Array.from(
    { length: CUSTOMERS * COLUMNS },
    (_, at) => centers[(Math.floor(at / COLUMNS) % 5) * COLUMNS + (at % COLUMNS)] + random.normal(),
  );
  return matrixOf(data, COLUMNS);
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

/** Seconds of as many refits with R, all k together; absent without R. */
function clusterboot(file: string): number | undefined {
  try {
    const script = fileURLToPath(new URL('./peers/clusterboot.R', import.meta.url));
    const given = [script, file, `${CUSTOMERS}`, `${COLUMNS}`, `${2 * PAIRS}`];
    const lines = execFileSync('Rscript', given, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return lines
      .trim()
      .split('\n')
      .reduce((sum, line) => sum + Number(line.split(' ')[1]), 0);
  } catch {
    return undefined;
  }
}

/** How many segments, and how stable they are. */
export async function figures(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'how-many-'));
  const made: Figure[] = [];
  try {
    for (const [name, hasGroups] of [
      ['groups', true],
      ['no groups', false],
    ] as const) {
      const matrix = customers(hasGroups);
      const file = join(folder, 'x');
      writeFileSync(file, matrix.data);
      const whole: number[] = [];
      const ours: number[] = [];
      const theirs: number[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        whole.push(await seconds(() => howMany(matrix, { k: K, seed: 1, pairs: PAIRS })));
        let bootstraps = 0;
        for (const k of K) {
          const segmentation = await kmeans(matrix, { k, seed: 1 });
          bootstraps += await seconds(() =>
            bootstrapStability(matrix, segmentation, { seed: 1, pairs: PAIRS }),
          );
        }
        ours.push(bootstraps);
        const peer = clusterboot(file);
        if (peer !== undefined) theirs.push(peer);
      }
      const of = `${CUSTOMERS} x ${COLUMNS}, ${name}, k 2..10`;
      made.push(
        {
          part: 'how-many',
          name: `all evidence, ${of}, ${PAIRS} pairs`,
          unit: 's',
          ours: median(whole),
          goal: { atMost: 10 },
        },
        {
          part: 'how-many',
          name: `bootstraps, ${of}, ${2 * PAIRS} refits each`,
          unit: 's',
          ours: median(ours),
          ...(theirs.length > 0 && { peer: median(theirs), peerName: 'clusterboot' }),
          goal: { timesAsFast: 10 },
        },
      );
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return made;
}
