import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kmeans, matrixOf, seeded } from 'clientele';
import { intoFrame } from '#clientele/cluster/k-means/frame';
import { type LloydEnd, lloyd } from '#clientele/cluster/k-means/lloyd';
import { type PackedCustomers, withPackedCustomers } from '#clientele/cluster/k-means/packed-customers';
import { currentTask } from '#clientele/core/task';
import { useSumsOfTiles } from '#clientele/simd/k-means-memory';
import type { Precision } from '#clientele/simd/loops-module';
import { cpuMs, type Figure, median } from './figure.js';
import { Peer } from './peers/peer.js';

// k-means beside scikit-learn's (single precision, lloyd): from the same start, on the same customers, in turn. An
// iteration is the mean of twenty on packed customers; the peer's is its whole fit of twenty by its iterations.

const ROUNDS = 7;
const ITERATIONS = 20;
/** Rows, columns, k, and how many times as fast as the peer an iteration has to be: default precision, fast. */
const SHAPES = [
  [100_000, 8, 8, 3, 4],
  [1_000_000, 8, 8, 3, 4],
  [1_000_000, 16, 20, 1.8, 2],
  [100_000, 32, 50, 1.1, 1.3],
] as const;

interface Answer {
  readonly cpu: number;
  readonly wall: number;
  readonly iterations: number;
  readonly inertia: number;
}

export async function figures(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const python = process.env.CLIENTELE_PYTHON;
  const peers = python === undefined ? [] : [1, 2].map((threads) => new Peer(python, 'k_means.py', threads));
  const found: Figure[] = [];
  try {
    for (const [rows, columns, k, exact, fast] of SHAPES) {
      for (const groups of [k, 1]) {
        const data = customers(rows, columns, groups);
        const files = { rows: join(folder, 'rows'), start: join(folder, 'start'), columns };
        writeFileSync(files.rows, data);
        writeFileSync(files.start, data.subarray(0, k * columns));
        const goals = { default: exact, fast };
        found.push(...(await iterationFigures(data, columns, k, groups > 1, files, peers, goals)));
        if (rows === 1_000_000 && columns === 8) {
          found.push(...(await fitFigures(data, columns, k, groups > 1, files, peers)));
        }
      }
    }
    found.push(...assignFigures(await smallParts(customers(1_000_000, 8, 8))));
  } finally {
    for (const peer of peers) peer.close();
    rmSync(folder, { recursive: true });
  }
  return found;
}

/** Around k centers that overlap, or around one. */
function customers(rows: number, columns: number, groups: number): Float64Array {
  const random = seeded(groups);
  const centers = Float64Array.from({ length: groups * columns }, () => 2 * random.normal());
  const data = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    const center = (i % groups) * columns;
    for (let j = 0; j < columns; j++) data[i * columns + j] = centers[center + j] + random.normal();
  }
  return data;
}

const never = () => false;

function run(packed: PackedCustomers, start: Float64Array, maxIterations: number): Promise<LloydEnd> {
  packed.memory.arrays.centroids.set(intoFrame(start, packed.frame));
  return lloyd(packed, { maxIterations, tolerance: 0, few: false }, never, currentTask());
}

/** Iterations alone: labels after the centroids, centroids after the labels. */
async function iterate(packed: PackedCustomers, start: Float64Array, iterations: number): Promise<number> {
  const { memory, team, job, tiles, rows } = packed;
  const { loops } = team;
  memory.arrays.centroids.set(intoFrame(start, packed.frame));
  memory.arrays.labels.fill(0xffff);
  memory.arrays.sums.fill(0);
  useSumsOfTiles(memory, true); // as `lloyd` has it while many customers move
  for (let i = 0; i < iterations; i++) {
    loops.readyCentroids(job);
    await team.run('assignFast', tiles, job);
    if (i === 0) await team.run('addToSums', { units: rows.count, chunk: 4096 }, job);
    loops.mergeSums(job, team.threads);
    loops.moveToMeans(job);
  }
  return iterations;
}

async function iterationFigures(
  data: Float64Array,
  columns: number,
  k: number,
  structured: boolean,
  files: { rows: string; start: string; columns: number },
  peers: readonly Peer[],
  goals: Readonly<Record<Precision, number>>,
): Promise<Figure[]> {
  const rows = { count: data.length / columns, columns, data };
  const start = data.slice(0, k * columns);
  const ours: Record<string, number[]> = { 'default 1': [], 'fast 1': [], 'default 2': [], 'fast 2': [] };
  const theirs: Record<number, number[]> = { 1: [], 2: [] };
  for (let round = 0; round < ROUNDS; round++) {
    for (const threads of [1, 2]) {
      for (const precision of ['default', 'fast'] as const) {
        await withPackedCustomers(rows, { k, precision, threads, reorder: true }, async (packed) => {
          await iterate(packed, start, 3); // threads join, and the loops are compiled
          await new Promise((resolve) => setTimeout(resolve, 50));
          const [cpu, wall] = [cpuMs(), performance.now()];
          const iterations = await iterate(packed, start, ITERATIONS);
          const time = threads === 1 ? cpuMs() - cpu : performance.now() - wall;
          ours[`${precision} ${threads}`].push(time / iterations);
        });
      }
      const peer = peers[threads - 1];
      if (peer === undefined) continue;
      const { cpu, wall, iterations } = await peer.ask<Answer>({ ...files, iterations: ITERATIONS });
      theirs[threads].push((threads === 1 ? cpu : wall) / iterations);
    }
  }
  return [1, 2].flatMap((threads) =>
    (['default', 'fast'] as const).map((precision) => ({
      part: 'k-means',
      name: `iteration ${rows.count} x ${columns}, k ${k}, ${structured ? 'groups' : 'no groups'}, ${precision}, ${threads === 1 ? '1 thread' : '2 threads'}`,
      unit: threads === 1 ? 'CPU ms' : 'ms',
      ours: median(ours[`${precision} ${threads}`]),
      ...(peers.length === 0 ? {} : { peer: median(theirs[threads]), peerName: 'scikit-learn' }),
      goal: { timesAsFast: goals[precision] },
    })),
  );
}

/** From the values as they came to convergence, packing included. */
async function fitFigures(
  data: Float64Array,
  columns: number,
  k: number,
  structured: boolean,
  files: { rows: string; start: string; columns: number },
  peers: readonly Peer[],
): Promise<Figure[]> {
  const rows = { count: data.length / columns, columns, data };
  const start = data.slice(0, k * columns);
  const most = 100;
  const ours: Record<Precision, number[]> = { default: [], fast: [] };
  const theirs: number[] = [];
  const ends: string[] = [];
  for (let round = 0; round < 5; round++) {
    for (const precision of ['default', 'fast'] as const) {
      const cpu = cpuMs();
      const end = await withPackedCustomers(rows, { k, precision, threads: 1, reorder: true }, (packed) =>
        run(packed, start, most),
      );
      ours[precision].push(cpuMs() - cpu);
      if (round === 0)
        ends.push(`${precision} ${end.iterations} iterations, inertia ${end.inertia.toPrecision(9)}`);
    }
    if (peers.length === 0) continue;
    const answer = await peers[0].ask<Answer>({ ...files, iterations: most });
    theirs.push(answer.cpu);
    if (round === 0)
      ends.push(`scikit-learn ${answer.iterations} iterations, inertia ${answer.inertia.toPrecision(9)}`);
  }
  console.log(`fit to convergence, at most ${most} iterations: ${ends.join('; ')}`);
  return (['default', 'fast'] as const).map((precision) => ({
    part: 'k-means',
    name: `fit 1000000 x 8, k 8, ${structured ? 'groups' : 'no groups'}, ${precision}, 1 thread`,
    unit: 'CPU ms',
    ours: median(ours[precision]),
    ...(peers.length === 0 ? {} : { peer: median(theirs), peerName: 'scikit-learn' }),
    goal: { timesAsFast: precision === 'fast' ? 3 : 2.5 },
  }));
}

interface Parts {
  readonly pack: number;
  readonly assignPacked: number;
  readonly assign: number;
  readonly memoryTimesInput: number;
}

async function smallParts(data: Float64Array): Promise<Parts> {
  const rows = { count: data.length / 8, columns: 8, data };
  const segments = await kmeans(matrixOf(data, 8), { k: 8, seed: 1, restarts: 1 });
  const [pack, assignPacked, assign]: number[][] = [[], [], []];
  let memoryTimesInput = 0;
  await withPackedCustomers(
    rows,
    { k: 8, precision: 'default', threads: 1, reorder: true },
    async (packed) => {
      await run(packed, data.slice(0, 64), 5);
      memoryTimesInput = packed.memory.memory.buffer.byteLength / data.byteLength;
      for (let round = 0; round < ROUNDS; round++) {
        let cpu = cpuMs();
        await packed.team.run('pack', packed.tiles, packed.job);
        pack.push(cpuMs() - cpu);
        packed.team.loops.forgetSafety(packed.job);
        cpu = cpuMs();
        await packed.team.run('assignSurely', packed.tiles, packed.job);
        assignPacked.push(cpuMs() - cpu);
      }
    },
  );
  for (let round = 0; round < ROUNDS; round++) {
    const cpu = cpuMs();
    segments.assign(matrixOf(data, 8));
    assign.push(cpuMs() - cpu);
  }
  return { pack: median(pack), assignPacked: median(assignPacked), assign: median(assign), memoryTimesInput };
}

function assignFigures({ pack, assignPacked, assign, memoryTimesInput }: Parts): Figure[] {
  const part = 'k-means';
  return [
    { part, name: 'pack 1000000 x 8', unit: 'CPU ms', ours: pack, goal: { atMost: 10 } },
    { part, name: 'assign 1000000 x 8 packed', unit: 'CPU ms', ours: assignPacked, goal: { atMost: 10 } },
    { part, name: 'assign 1000000 x 8, packing included', unit: 'CPU ms', ours: assign },
    { part, name: 'memory of a fit', unit: 'times the input', ours: memoryTimesInput, goal: { atMost: 2 } },
  ];
}
