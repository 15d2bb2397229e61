import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Activation, currentTask, type DenseLayer, seeded } from 'clientele';
import { withTensorflowTrainer } from '#clientele/embed/tensorflow-trainer';
import { withDenseTrainer } from '#clientele/simd/dense-trainer';
import { type Figure, median } from './figure.js';

// Microseconds of a step of 20-64-32-8-32-64-20, relu, Adam, batches of 256: ours beside TensorFlow.js on its CPU backend
// and, when the Python of CLIENTELE_PYTHON has them, JAX and PyTorch. Each runs several times, in turn; the fastest pass
// of a run counts, the median of the runs is printed. CPU time for one thread, wall time for two.

const SIZES = [20, 64, 32, 8, 32, 64, 20];
const BATCH = 256;
const STEPS = 100;
const PASSES = 20;
const RUNS = 5;

interface Times {
  readonly cpu: number;
  readonly wall: number;
}

function layers(): DenseLayer[] {
  const random = seeded(1);
  return SIZES.slice(1).map((outputs, l) => ({
    inputs: SIZES[l],
    outputs,
    activation: ([2, 5].includes(l) ? 'linear' : 'relu') satisfies Activation,
    weights: Float32Array.from(
      { length: SIZES[l] * outputs },
      () => (2 * random.next() - 1) * Math.sqrt(6 / (SIZES[l] + outputs)),
    ),
    biases: new Float32Array(outputs),
  }));
}

function rows(steps: number): Float64Array {
  const random = seeded(2);
  return Float64Array.from({ length: steps * BATCH * SIZES[0] }, () => random.normal());
}

/** Fastest of some passes over so many steps, in microseconds a step. */
async function fastest(pass: () => Promise<unknown>, steps: number, passes: number): Promise<Times> {
  await pass();
  let [cpu, wall] = [Infinity, Infinity];
  for (let i = 0; i < passes; i++) {
    const before = process.cpuUsage();
    const start = performance.now();
    await pass();
    const { user, system } = process.cpuUsage(before);
    cpu = Math.min(cpu, (user + system) / steps);
    wall = Math.min(wall, ((performance.now() - start) * 1000) / steps);
  }
  return { cpu, wall };
}

const training = rows(STEPS);
const ours = (precision: 'default' | 'fast', threads: number) => () =>
  withDenseTrainer(
    {
      layers: layers(),
      training,
      validation: training.subarray(0, BATCH * SIZES[0]),
      items: Array<boolean>(SIZES[0]).fill(false),
      batchSize: BATCH,
      learningRate: 0.001,
      l2: 0,
      precision,
      threads,
    },
    currentTask(),
    async (trainer) => {
      if (trainer.precision !== precision) throw new Error('this machine has no relaxed SIMD');
      const order = Array.from({ length: STEPS * BATCH }, (_, i) => i);
      return fastest(() => trainer.train(order), STEPS, PASSES);
    },
  );

const tensorflow = () => {
  const few = training.subarray(0, 4 * BATCH * SIZES[0]);
  return withTensorflowTrainer(
    {
      layers: layers(),
      training: few,
      validation: few,
      losses: Array<'squared'>(SIZES[0]).fill('squared'),
      batchSize: BATCH,
      learningRate: 0.001,
      l2: 0,
    },
    currentTask(),
    (trainer) => fastest(() => trainer.train(Array.from({ length: 4 * BATCH }, (_, i) => i)), 4, 3),
  );
};

const python = (name: string) => async (): Promise<Times> => {
  const script = fileURLToPath(new URL('./peers/autoencoder.py', import.meta.url));
  const run = spawnSync(process.env.CLIENTELE_PYTHON!, [script, name], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr.trim().split('\n').at(-1));
  const [cpu, wall] = run.stdout.trim().split(' ').map(Number);
  return { cpu, wall };
};

const all: Record<string, () => Promise<Times>> = {
  'ours, default': ours('default', 1),
  'ours, fast': ours('fast', 1),
  ...(process.env.CLIENTELE_PYTHON === undefined
    ? {}
    : { 'JAX, lax.scan': python('jax'), 'PyTorch, fused Adam': python('torch') }),
  'TensorFlow.js, cpu': tensorflow,
  'ours, default, two threads': ours('default', 2),
  'ours, fast, two threads': ours('fast', 2),
};
/** A step of the trainer beside its peers. */
export async function figures(): Promise<readonly Figure[]> {
  const times = new Map<string, Times[]>();
  for (let run = 0; run < RUNS; run++) {
    for (const [name, measure] of Object.entries(all)) {
      try {
        times.set(name, [...(times.get(name) ?? []), await measure()]);
      } catch (error) {
        if (run === 0) console.log(`${name}: not measured, ${(error as Error).message}`);
      }
    }
  }
  const of = (name: string, kind: keyof Times) => {
    const list = times.get(name);
    return list === undefined ? undefined : median(list.map((time) => time[kind]));
  };
  return (['default', 'fast'] as const).flatMap((precision) => {
    const own = of(`ours, ${precision}`, 'cpu');
    if (own === undefined) return [];
    const beside = (peerName: string, timesAsFast?: number): Figure => {
      const peer = of(peerName, 'cpu');
      return {
        part: 'autoencoder',
        name: `step, ${precision}, 1 thread, beside ${peerName}`,
        unit: 'CPU µs',
        ours: own,
        ...(peer === undefined ? {} : { peer, peerName: '' }),
        ...(timesAsFast === undefined ? {} : { goal: { timesAsFast } }),
      };
    };
    const exact = precision === 'default';
    return [
      beside('JAX, lax.scan', exact ? 0.9 : 1.1),
      beside('PyTorch, fused Adam', exact ? 2.2 : 2.8),
      beside('TensorFlow.js, cpu'),
      {
        part: 'autoencoder',
        name: `step, ${precision}, 2 threads beside 1`,
        unit: 'µs',
        ours: of(`ours, ${precision}, two threads`, 'wall')!,
        peer: of(`ours, ${precision}`, 'wall')!,
        peerName: '1 thread',
        goal: { timesAsFast: 1.5 },
      },
    ];
  });
}
