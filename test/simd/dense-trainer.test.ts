import * as tf from '@tensorflow/tfjs-core';
import { type Activation, currentTask, type DenseLayer, seeded } from 'clientele';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { tensorflow } from '#clientele/embed/tensorflow';
import { type DenseTrainer, withDenseTrainer } from '#clientele/simd/dense-trainer';
import type { DenseTraining } from '#clientele/simd/dense-work';
import { parametersOf, twinEpoch } from './dense-twin.js';

const applied = { relu: tf.relu, elu: tf.elu, tanh: tf.tanh, sigmoid: tf.sigmoid };
const ACTIVATIONS: readonly Activation[] = ['linear', 'relu', 'elu', 'tanh', 'sigmoid'];

/** Layers with random weights and biases; the last one has no activation. */
function layersOf(sizes: readonly number[], activations: readonly Activation[], seed: number): DenseLayer[] {
  const random = seeded(seed);
  return sizes.slice(1).map((outputs, l) => {
    const inputs = sizes[l];
    const limit = Math.sqrt(6 / (inputs + outputs));
    const draw = () => (2 * random.next() - 1) * limit;
    return {
      inputs,
      outputs,
      activation: l === sizes.length - 2 ? 'linear' : activations[l % activations.length],
      weights: Float32Array.from({ length: inputs * outputs }, draw),
      biases: Float32Array.from({ length: outputs }, draw),
    };
  });
}

/** Rows of two hidden numbers, in single precision; items are 0 or 1. */
function rowsOf(count: number, items: readonly boolean[], seed: number): number[][] {
  const random = seeded(seed);
  return Array.from({ length: count }, () => {
    const [a, b] = [random.normal(), random.normal()];
    return items.map((isItem, c) => {
      const value = a * Math.cos(c) + b * Math.sin(c) + 0.3 * random.normal();
      return isItem ? Number(value > 0) : Math.fround(value);
    });
  });
}

interface Case {
  readonly layers: readonly DenseLayer[];
  readonly items: readonly boolean[];
  readonly rows: number[][];
  readonly batchSize: number;
  readonly learningRate?: number;
  readonly l2?: number;
  readonly threads?: number;
  readonly precision?: 'default' | 'fast';
}

function train<Result>(
  { rows, learningRate = 0.01, l2 = 0, precision = 'default', ...rest }: Case,
  work: (trainer: DenseTrainer) => Promise<Result>,
): Promise<Result> {
  const training = Float64Array.from(rows.flat());
  const all: DenseTraining = { ...rest, training, validation: training, learningRate, l2, precision };
  return withDenseTrainer(all, currentTask(), work);
}

const inOrder = (rows: readonly unknown[]) => rows.map((_, i) => i);

/** Gradients of the last update, weights and biases of each layer, shards added up. */
function gradientsOf({ memory, layout }: DenseTrainer): number[][] {
  const { gradients } = memory.arrays;
  const at = (i: number) => {
    let sum = 0;
    for (let from = 0; from < gradients.length; from += layout.parameters) sum += gradients[from + i];
    return sum;
  };
  return layout.layers.flatMap(({ inputs, outputs, outputs4, weightsAt, biasesAt }) => [
    Array.from({ length: inputs * outputs }, (_, i) =>
      at(weightsAt + Math.floor(i / outputs) * outputs4 + (i % outputs)),
    ),
    Array.from({ length: outputs }, (_, o) => at(biasesAt + o)),
  ]);
}

/** The same by TensorFlow.js. */
function tensorflowGradients({ layers, items, rows }: Case): number[][] {
  return tf.tidy(() => {
    const values = tf.tensor2d(rows);
    const mask = tf.tensor1d(items.map(Number));
    const parameters = layers.flatMap(({ inputs, outputs, weights, biases }) => [
      tf.tensor2d(weights, [inputs, outputs]),
      tf.tensor1d(biases),
    ]);
    const error = (...parts: tf.Tensor[]): tf.Scalar => {
      const made = layers.reduce<tf.Tensor>((x, { activation }, l) => {
        const sums = tf.add(tf.matMul(x as tf.Tensor2D, parts[2 * l] as tf.Tensor2D), parts[2 * l + 1]);
        return activation === 'linear' ? sums : applied[activation as 'relu'](sums);
      }, values);
      const squared = tf.squaredDifference(made, values);
      const entropy = tf.add(tf.sub(tf.relu(made), tf.mul(made, values)), tf.softplus(tf.neg(tf.abs(made))));
      return tf.mean(tf.add(tf.mul(mask, entropy), tf.mul(tf.sub(1, mask), squared)));
    };
    return tf
      .grads(error)(parameters)
      .map((gradient) => [...gradient.dataSync()]);
  });
}

describe('withDenseTrainer', () => {
  beforeAll(async () => {
    await tensorflow(); // with a backend, without its advertisement
  });

  it.each(
    ACTIVATIONS.flatMap((activation) => [
      { activation, items: [false, false, false, false, false], hidden: [13, 3] },
      { activation, items: [true, false, false, true, true], hidden: [7] },
      { activation, items: [true, true, true], hidden: [160, 170, 2] },
    ]),
  )('has the gradients of TensorFlow.js: $activation, items $items, hidden $hidden', async (one) => {
    const sizes = [one.items.length, ...one.hidden, one.items.length];
    const rows = rowsOf(203, one.items, 3);
    const all = { ...one, layers: layersOf(sizes, [one.activation], 2), rows, batchSize: 203 };
    const gradients = await train(all, async (trainer) => {
      await trainer.train(inOrder(rows));
      return gradientsOf(trainer);
    });
    tensorflowGradients(all).forEach((expected, p) => {
      const largest = Math.max(...expected.map(Math.abs));
      expected.forEach((value, i) => {
        expect(Math.abs(gradients[p][i] - value)).toBeLessThan(
          1e-4 * Math.max(Math.abs(value), 0.01 * largest),
        );
      });
    });
  });

  it('follows a plain double-precision trainer on 20-64-32-8-32-64-20', async () => {
    const items = Array<boolean>(20).fill(false);
    const layers = layersOf([20, 64, 32, 8, 32, 64, 20], ['relu', 'relu', 'linear', 'relu', 'relu'], 1);
    const rows = rowsOf(2000, items, 7);
    const twin = { layers, items, batchSize: 256, learningRate: 0.001, l2: 0 };
    const parameters = parametersOf(layers, true);
    const moments = [parametersOf(layers, false), parametersOf(layers, false)];
    await train({ ...twin, rows }, async (trainer) => {
      for (let epoch = 0; epoch < 3; epoch++) {
        const expected = twinEpoch(twin, parameters, moments, rows, inOrder(rows), epoch * 8);
        const error = await trainer.train(inOrder(rows));
        expect(Math.abs(error / expected - 1)).toBeLessThan(1e-4);
      }
    });
  });

  const cases = fc.record({
    items: fc.array(fc.boolean(), { minLength: 1, maxLength: 9 }),
    hidden: fc.array(fc.integer({ min: 1, max: 21 }), { maxLength: 3 }),
    activations: fc.array(fc.constantFrom(...ACTIVATIONS), { minLength: 1, maxLength: 3 }),
    count: fc.integer({ min: 1, max: 90 }),
    batchSize: fc.integer({ min: 1, max: 100 }),
    l2: fc.constantFrom(0, 0.01),
    noise: fc.constantFrom(0, 0.2),
    seed: fc.nat(),
  });

  it('follows the plain trainer for any sizes, activations, batches, noise and decay', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ({ items, hidden, activations, count, batchSize, l2, noise, seed }) => {
        const layers = layersOf([items.length, ...hidden, items.length], activations, seed);
        const rows = rowsOf(count, items, seed);
        const order = inOrder(rows).reverse();
        const twin = { layers, items, batchSize, l2, learningRate: 0.003 };
        const parameters = parametersOf(layers, true);
        const moments = [parametersOf(layers, false), parametersOf(layers, false)];
        const [ours, theirs] = [seeded(seed), seeded(seed)];
        await train({ ...twin, rows }, async (trainer) => {
          const steps = Math.ceil(count / batchSize);
          for (const epoch of [0, 1]) {
            const expected = twinEpoch(twin, parameters, moments, rows, order, epoch * steps, () =>
              Math.fround(noise * theirs.normal()),
            );
            const error = await trainer.train(order, noise === 0 ? undefined : () => noise * ours.normal());
            expect(Math.abs(error - expected)).toBeLessThan(1e-3 * expected + 1e-6);
          }
          // The rows before the update of the next epoch, without noise, are what validation sees.
          const free = { ...twin, learningRate: 0 };
          const expected = twinEpoch(free, parameters, moments, rows, inOrder(rows), 2 * steps);
          expect(Math.abs((await trainer.validate()) - expected)).toBeLessThan(1e-3 * expected + 1e-6);
        });
      }),
      { numRuns: 60, seed: 1 },
    );
  });

  it.each(['default', 'fast'] as const)(
    'gives the same bytes on one, two and three threads, %s',
    async (precision) => {
      const items = Array.from({ length: 17 }, (_, c) => c % 5 === 0);
      const layers = layersOf([17, 100, 60, 5, 60, 100, 17], ['relu', 'tanh', 'elu'], 1);
      const rows = rowsOf(1500, items, 7);
      const results = [];
      for (const threads of [1, 2, 3]) {
        const all = { layers, items, rows, batchSize: 256, l2: 0.001, threads, precision };
        results.push(
          await train(all, async (trainer) => {
            const random = seeded(4);
            const errors = [];
            for (let epoch = 0; epoch < 4; epoch++) {
              errors.push(await trainer.train(inOrder(rows), () => 0.1 * random.normal()));
              errors.push(await trainer.validate());
            }
            return { errors, layers: trainer.layers() };
          }),
        );
      }
      expect(results[1]).toEqual(results[0]);
      expect(results[2]).toEqual(results[0]);
    },
  );

  it('lets moments without a gradient end at 0, not among the subnormal numbers', async () => {
    // Rows of zeros and biases of zero: no gradient. Then 0.9^2000 · 0.001 = 3e-95, beyond single precision.
    const layers = layersOf([4, 3, 4], ['relu'], 1).map((layer) => ({
      ...layer,
      biases: layer.biases.map(() => 0),
    }));
    const rows = Array.from({ length: 2000 }, () => [0, 0, 0, 0]);
    await train(
      { layers, items: rows[0].map(() => false), rows, batchSize: 1, learningRate: 0 },
      async ({ train, memory }) => {
        memory.arrays.first.fill(0.001);
        memory.arrays.second.fill(1e-29);
        await train(inOrder(rows));
        expect(new Set(memory.arrays.first)).toEqual(new Set([0]));
        for (let epoch = 0; epoch < 2; epoch++) await train(inOrder(rows)); // 0.999^6000 · 1e-29 = 2e-32
        expect(new Set(memory.arrays.second)).toEqual(new Set([0]));
      },
    );
  });

  it('leaves the rest of a diverged epoch, with an error that is no number', async () => {
    const items = [false, false];
    const rows = rowsOf(4000, items, 1).map((row) => row.map((value) => value * 1e30));
    const layers = layersOf([2, 40, 2], ['relu'], 1);
    expect(
      await train({ layers, items, rows, batchSize: 16 }, (trainer) => trainer.train(inOrder(rows))),
    ).not.toBeLessThan(Number.MAX_VALUE);
  });
});
