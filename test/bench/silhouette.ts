import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { matrixOf, seeded, silhouette } from 'clientele';
import type { Figure } from './figure.js';

// Exact silhouette beside scikit-learn's, taken in turn in one run. scikit-learn needs a Python that has it, named by
// the environment variable CLIENTELE_PYTHON.

const ROUNDS = 5;
const SIZES = [10_000, 20_000];
const COLUMNS = 8;
const SEGMENTS = 8;

/** Medians in milliseconds: processor time of all threads, and time on the wall. */
interface Times {
  readonly cpu: number;
  readonly wall: number;
}

/** One size, one number of threads. */
interface SilhouetteTimes {
  readonly customers: number;
  readonly threads: number;
  readonly ours: Times;
  /** With `precision: 'fast'`. */
  readonly fast: Times;
  /** Absent without Python. */
  readonly scikitLearn?: Times;
  /** Largest difference of a coefficient from scikit-learn's. */
  readonly largestDifference?: number;
}

const PEER = `
import json, sys, time
import numpy as np
from sklearn.metrics import silhouette_samples
for line in sys.stdin:
    path, rows, columns = json.loads(line)
    x = np.fromfile(path + '/x').reshape(rows, columns)
    labels = np.fromfile(path + '/labels', dtype=np.int32)
    cpu, wall = time.process_time(), time.perf_counter()
    values = silhouette_samples(x, labels)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    values.tofile(path + '/values')
    print(json.dumps({'cpu': 1000 * cpu, 'wall': 1000 * wall}), flush=True)
`;

/** All sizes, on one and on two threads. */
async function silhouetteTimes(python: string | undefined): Promise<SilhouetteTimes[]> {
  const folder = mkdtempSync(join(tmpdir(), 'silhouette-'));
  const results: SilhouetteTimes[] = [];
  try {
    for (const customers of SIZES) {
      const { data, labels } = groups(customers);
      const matrix = matrixOf(data, COLUMNS);
      writeFileSync(join(folder, 'x'), data);
      writeFileSync(join(folder, 'labels'), labels);
      for (const threads of [1, 2]) {
        const peer = python === undefined ? undefined : startPeer(python, threads);
        const ours: Times[] = [];
        const fast: Times[] = [];
        const theirs: Times[] = [];
        let coefficients: Float64Array = new Float64Array();
        for (let round = 0; round < ROUNDS; round++) {
          ours.push(
            await timed(async () => {
              ({ coefficients } = await silhouette(matrix, labels, { threads }));
            }),
          );
          fast.push(await timed(() => silhouette(matrix, labels, { threads, precision: 'fast' })));
          if (peer) theirs.push(await peer.measure([folder, customers, COLUMNS]));
        }
        peer?.end();
        results.push({
          customers,
          threads,
          ours: medians(ours),
          fast: medians(fast),
          ...(peer && {
            scikitLearn: medians(theirs),
            largestDifference: largestDifference(coefficients, readFileSync(join(folder, 'values'))),
          }),
        });
      }
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return results;
}

/** Customers in overlapping normal groups. */
function groups(customers: number): { data: Float64Array<ArrayBuffer>; labels: Int32Array<ArrayBuffer> } {
  const random = seeded(1);
  const centers = Float64Array.from({ length: SEGMENTS * COLUMNS }, () => 2 * random.normal());
  const labels = new Int32Array(customers);
  const data = new Float64Array(customers * COLUMNS);
  for (let i = 0; i < customers; i++) {
    labels[i] = random.integer(SEGMENTS);
    for (let j = 0; j < COLUMNS; j++) {
      data[i * COLUMNS + j] = centers[labels[i] * COLUMNS + j] + random.normal();
    }
  }
  return { data, labels };
}

async function timed(work: () => Promise<unknown>): Promise<Times> {
  const before = process.cpuUsage();
  const start = performance.now();
  await work();
  const wall = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  return { cpu: (user + system) / 1000, wall };
}

function startPeer(python: string, threads: number) {
  const child = spawn(python, ['-c', PEER], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, OMP_NUM_THREADS: `${threads}`, OPENBLAS_NUM_THREADS: `${threads}` },
  });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async measure(task: readonly unknown[]): Promise<Times> {
      child.stdin.write(`${JSON.stringify(task)}\n`);
      const { value, done } = await answers.next();
      if (done) throw new Error('Python ended; has it numpy and scikit-learn?');
      return JSON.parse(value) as Times;
    },
    end: () => child.stdin.end(),
  };
}

function medians(times: readonly Times[]): Times {
  const middle = (key: keyof Times) =>
    times.map((time) => time[key]).toSorted((a, b) => a - b)[times.length >> 1];
  return { cpu: middle('cpu'), wall: middle('wall') };
}

function largestDifference(values: Float64Array, bytes: Buffer): number {
  return values.reduce((most, value, i) => Math.max(most, Math.abs(value - bytes.readDoubleLE(8 * i))), 0);
}

/** Exact silhouettes beside scikit-learn's. */
export async function figures(): Promise<readonly Figure[]> {
  const results = await silhouetteTimes(process.env.CLIENTELE_PYTHON);
  return results.flatMap(({ customers, threads, ours, fast, scikitLearn, largestDifference }) => {
    const kind = threads === 1 ? 'cpu' : 'wall';
    const figure = (precision: string, times: Times): Figure => ({
      part: 'silhouette',
      name: `exact, ${customers} x ${COLUMNS}, ${precision}, ${threads === 1 ? '1 thread' : '2 threads'}`,
      unit: threads === 1 ? 'CPU ms' : 'ms',
      ours: times[kind],
      ...(scikitLearn && { peer: scikitLearn[kind], peerName: 'scikit-learn' }),
      goal: { timesAsFast: 9 },
    });
    const difference: Figure[] =
      largestDifference === undefined || threads > 1
        ? []
        : [
            {
              part: 'silhouette',
              name: `largest difference from scikit-learn, ${customers}`,
              unit: '1e-6',
              ours: largestDifference * 1e6,
              goal: { atMost: 1 },
            },
          ];
    return [figure('default', ours), figure('fast', fast), ...difference];
  });
}
