import * as tf from '@tensorflow/tfjs-core';
import { type AutoencoderOptions, autoencoder, type Matrix, matrix, seeded, type Task } from 'clientele';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { tensorflow } from '#clientele/embed/tensorflow';
import { loopsModule } from '#clientele/simd/loops-module';
import { hasShared, sharedMatrix } from '../fixtures/shared-data.js';

/** Customers on a bent line through three columns, which two straight directions cannot follow. */
function bent(customers: number): Matrix {
  const random = seeded(11);
  const rows = Array.from({ length: customers }, () => {
    const t = 4 * random.next() - 2;
    return [t / 1.15, (t * t) / 1.2 - 1.1, Math.sin(2 * t) * 1.4];
  });
  return matrix(
    rows,
    ['a', 'b', 'c'],
    rows.map((_, i) => `customer ${i}`),
  );
}

const quick = { latent: 1, seed: 0, epochs: 20, batchSize: 64, hidden: [12], learningRate: 0.01 } as const;
const trainers = ['simd', 'tfjs'] as const;

beforeAll(async () => {
  await tensorflow(); // so that its tensors can be counted
});

describe('autoencoder', () => {
  it.each(trainers)(
    'is repeatable bit for bit, frees its tensors, prints nothing and shows progress: %s',
    async (trainer) => {
      const options = { ...quick, trainer };
      const printed = ['log', 'warn', 'info', 'error'].map((name) => vi.spyOn(console, name as 'log'));
      const customers = bent(300);
      const fractions: number[] = [];
      const task: Task = {
        signal: new AbortController().signal,
        progress: (fraction) => fractions.push(fraction),
        warn() {},
      };
      const one = await autoencoder(customers, options, task);
      const tensors = tf.memory().numTensors;
      const other = await autoencoder(customers, options);
      expect(tf.memory().numTensors).toBe(tensors);
      expect(tensors).toBe(0);
      expect(other.encoder).toEqual(one.encoder);
      expect(other.decoder).toEqual(one.decoder);
      expect(other.history).toEqual(one.history);
      expect(other.compare).toEqual(one.compare);
      expect(fractions[0]).toBe(0);
      expect(fractions.at(-1)).toBe(1);
      expect([...fractions].sort((a, b) => a - b)).toEqual(fractions);
      for (const spy of printed) expect(spy).not.toHaveBeenCalled();
      vi.restoreAllMocks();

      const unlike = await autoencoder(customers, { ...options, seed: 1, epochs: 1 });
      expect(unlike.encoder[0].weights).not.toEqual(one.encoder[0].weights);
    },
  );

  it('keeps more of a bent line than PCA of the same width', async () => {
    const customers = bent(600);
    const network = await autoencoder(customers, {
      latent: 1,
      seed: 4,
      hidden: [16],
      epochs: 80,
      batchSize: 64,
    });
    expect(network.heldOutError).toBe(network.compare.autoencoder);
    expect(network.compare.autoencoder).toBeLessThan(0.8 * network.compare.pca);
    expect(network.compare.pca).toBeLessThan(network.compare.meanOnly);
    expect(network.compare.raw).toBe(0);
    expect(network.compare.verdict).toMatch(
      /^On 120 held-out customers .*; the 3 raw columns keep everything\. The autoencoder keeps more\.$/,
    );
    expect(network.history.at(-1)!.trainingError).toBeLessThan(network.history[0].trainingError / 2);
    const errors = network.history.map((epoch) => epoch.validationError);
    expect(network.history[network.bestEpoch - 1].validationError).toBe(Math.min(...errors));
  });

  it('states its size: 3-12-1-12-3 has 3·12 + 12 + 12 + 1 + 12 + 12 + 12·3 + 3 weights', async () => {
    const network = await autoencoder(bent(100), { ...quick, epochs: 2 });
    expect(network.architecture).toBe('3-12-1-12-3');
    expect(network.weightCount).toBe(124);
    expect(network.customers).toEqual({ training: 70, validation: 10, heldOut: 20, all: 100 });
    expect(network.summary).toMatch(/^Network 3-12-1-12-3 with 124 weights, trained on 70 of 100 customers/);
  });

  it('encodes and rebuilds, ids kept, row by row', async () => {
    const customers = bent(100);
    const network = await autoencoder(customers, { ...quick, epochs: 2 });
    const latent = network.encode(customers);
    expect([latent.rows, latent.columns, latent.names]).toEqual([100, 1, ['latent1']]);
    expect(latent.ids).toEqual(customers.ids);
    const first = matrix([[...customers.data.subarray(0, 3)]], customers.names);
    expect(network.encode(first).data[0]).toBe(latent.data[0]);
    expect([...network.reconstruct(first).data]).toEqual([
      ...network.reconstruct(customers).data.subarray(0, 3),
    ]);
  });

  it('stops when validation gets no better, and keeps the best weights', async () => {
    const network = await autoencoder(bent(60), {
      ...quick,
      epochs: 400,
      patience: 2,
      learningRate: 0.1,
    });
    expect(network.stoppedEarly).toBe(true);
    expect(network.history.length).toBe(network.bestEpoch + 2);
  });

  it('learns from a sample of many customers, and says so', async () => {
    const network = await autoencoder(bent(500), { ...quick, epochs: 1, sample: 100 });
    expect(network.customers).toEqual({ training: 70, validation: 10, heldOut: 20, all: 500 });
    expect(network.summary).toContain('(a sample of 100 was drawn)');
  });

  it.each(trainers)('stops in the middle when told to, with all tensors freed: %s', async (trainer) => {
    const controller = new AbortController();
    const before = tf.memory().numTensors;
    let calls = 0;
    const task: Task = {
      signal: controller.signal,
      progress: () => {
        if (++calls === 3) controller.abort(new Error('Stopped.'));
      },
      warn() {},
    };
    await expect(autoencoder(bent(200), { ...quick, trainer }, task)).rejects.toThrow('Stopped.');
    expect(calls).toBe(3);
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each(trainers)('says in which epoch it diverged, with all tensors freed: %s', async (trainer) => {
    const customers = bent(100);
    const large = { ...customers, data: customers.data.map((value) => value * 1e25) };
    const before = tf.memory().numTensors;
    await expect(autoencoder(large, { ...quick, trainer })).rejects.toThrow(
      /^autoencoder: training diverged in epoch 1, the error is .* Scale the columns first, or take a learningRate below 0.01\.$/,
    );
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each([
    [{ latent: 4 }, 'latent is 4. It has to be a whole number from 1 to the number of columns, 3.'],
    [{ seed: 0.5 }, 'seed is 0.5. It has to be a whole number.'],
    [{ epochs: 0 }, 'epochs is 0. It has to be a whole number from 1 on.'],
    [{ hidden: [0, 4] }, 'hidden is 0, 4. Sizes have to be whole numbers from 1 on.'],
    [
      { hidden: [100_000, 100_000] },
      'hidden is 100000, 100000, which makes 20,000,800,000 weights. At most 20,000,000 can be trained; take smaller layers.',
    ],
    [{ holdout: 0 }, 'holdout is 0. It lies between 0 and 0.5, for example 0.2.'],
    [{ learningRate: -1 }, 'learningRate is -1. It has to be above 0.'],
    [{ sample: 3 }, 'sample is 3. It has to be a whole number from 10 on.'],
    [{ noise: -1 }, 'noise is -1. It has to be 0 or above.'],
    [{ l2: Number.POSITIVE_INFINITY }, 'l2 is Infinity. It has to be 0 or above.'],
    [{ threads: 0 }, 'threads is 0. It has to be a whole number from 1 on.'],
    [{ trainer: 'tfjs', threads: 2 }, 'threads belongs to the trainer simd; the trainer is tfjs.'],
    [{ trainer: 'tfjs', precision: 'fast' }, 'precision belongs to the trainer simd; the trainer is tfjs.'],
    [{ loss: { d: 'squared' } }, 'loss names the column "d"; the columns are a, b, c.'],
    [
      { loss: { b: 'crossEntropy' } },
      /row \d+, column "b" is .*\. With the loss crossEntropy it has to lie between 0 and 1; do not scale yes\/no items\./,
    ],
    [
      { activation: 'swish' as 'relu' },
      'activation is swish. It has to be one of tanh, relu, elu, sigmoid, linear.',
    ],
    [{ trainer: 'gpu' as 'simd' }, 'trainer is gpu. It has to be one of simd, tfjs.'],
    [{ loss: 'absolute' as 'squared' }, 'loss is absolute. It has to be squared or crossEntropy.'],
  ] as readonly (readonly [Partial<AutoencoderOptions>, string | RegExp])[])(
    'refuses %j',
    async (options, reason) => {
      const refused = expect(autoencoder(bent(20), { ...quick, ...options })).rejects;
      await refused.toThrow(typeof reason === 'string' ? `autoencoder: ${reason}` : reason);
    },
  );

  it('trains the same network with TensorFlow.js: errors agree to 1e-4 over 20 epochs', async () => {
    const customers = matrix(
      Array.from({ length: 300 }, (_, i) => [
        ...bent(300).data.subarray(3 * i, 3 * i + 3),
        i % 3 === 0 ? 1 : 0,
      ]),
    );
    const options = { ...quick, latent: 2, noise: 0.1, l2: 1e-4, loss: { x4: 'crossEntropy' } } as const;
    for (const activation of ['tanh', 'relu', 'elu', 'sigmoid', 'linear'] as const) {
      const ours = await autoencoder(customers, { ...options, activation });
      const theirs = await autoencoder(customers, { ...options, activation, trainer: 'tfjs' });
      expect([ours.backend, theirs.backend]).toEqual(['simd', 'cpu']);
      theirs.history.forEach(({ trainingError, validationError }, epoch) => {
        expect(Math.abs(ours.history[epoch].trainingError / trainingError - 1)).toBeLessThan(1e-4);
        expect(Math.abs(ours.history[epoch].validationError / validationError - 1)).toBeLessThan(1e-4);
      });
    }
  });

  it('gives the same weights on one and two threads, and says how it rounded', async () => {
    const customers = bent(2000);
    const options = { ...quick, hidden: [200, 100], epochs: 2, batchSize: 256 };
    const one = await autoencoder(customers, { ...options, threads: 1 });
    const two = await autoencoder(customers, { ...options, threads: 2 });
    expect(two.encoder).toEqual(one.encoder);
    expect(two.history).toEqual(one.history);
    expect([one.precision, two.precision]).toEqual(['default', 'default']);
    const fast = await autoencoder(customers, { ...options, precision: 'fast' });
    expect(fast.precision).toBe(loopsModule('fast').precision);
    expect(Math.abs(fast.history[1].trainingError / one.history[1].trainingError - 1)).toBeLessThan(1e-3);
  });

  it('gives yes/no items back as probabilities, a constant column as it is', async () => {
    const random = seeded(2);
    const rows = Array.from({ length: 400 }, () => {
      const t = random.normal();
      return [t, t > 0 ? 1 : 0, 1];
    });
    const customers = matrix(rows, ['spend', 'newsletter', 'constant']);
    const network = await autoencoder(customers, {
      latent: 1,
      seed: 1,
      loss: { newsletter: 'crossEntropy' },
    });
    expect(network.losses).toEqual(['squared', 'crossEntropy', 'squared']);
    const made = network.reconstruct(customers).data;
    let right = 0;
    rows.forEach(([, item, constant], i) => {
      const probability = made[3 * i + 1];
      expect(probability).toBeGreaterThanOrEqual(0);
      expect(probability).toBeLessThanOrEqual(1);
      if (Math.round(probability) === item) right++;
      expect(Math.abs(made[3 * i + 2] - constant)).toBeLessThan(0.3);
    });
    expect(right / rows.length).toBeGreaterThan(0.97);
  });

  it('learns to take noise away: with it, weights differ and validation stays without noise', async () => {
    const customers = bent(300);
    const plain = await autoencoder(customers, quick);
    const denoising = await autoencoder(customers, { ...quick, noise: 0.3 });
    expect(denoising.encoder[0].weights).not.toEqual(plain.encoder[0].weights);
    const last = denoising.history.at(-1)!;
    expect(last.trainingError).toBeGreaterThan(last.validationError);
  });

  it('decays weights', async () => {
    const size = async (l2: number) => {
      const { encoder, decoder } = await autoencoder(bent(300), { ...quick, l2 });
      return [...encoder, ...decoder].reduce(
        (sum, { weights }) => sum + weights.reduce((s, w) => s + w * w, 0),
        0,
      );
    };
    expect(await size(0.01)).toBeLessThan(0.7 * (await size(0)));
  });

  it.skipIf(!hasShared)('keeps more of digits in ../shared than PCA of the same width', async () => {
    const digits = sharedMatrix('oracles/data/digits.csv', 0, 64);
    const scaled = { ...digits, data: digits.data.map((value) => value / 16) };
    for (const latent of [2, 8]) {
      const {
        autoencoder: network,
        pca,
        meanOnly,
      } = (await autoencoder(scaled, { latent, seed: 1 })).compare;
      expect(network).toBeLessThan(0.9 * pca);
      expect(pca).toBeLessThan(meanOnly);
    }
  });

  it('says what customers it needs', async () => {
    await expect(autoencoder(bent(9), quick)).rejects.toThrow(
      'autoencoder needs at least 10 customers, got 9.',
    );
    const alike = matrix(Array.from({ length: 20 }, () => [1, 2]));
    await expect(autoencoder(alike, quick)).rejects.toThrow(
      'autoencoder: all 20 customers are alike in x1, x2; there is nothing to learn.',
    );
    const huge = matrix(Array.from({ length: 20 }, (_, i) => [1, i === 4 ? 1e39 : 2]));
    await expect(autoencoder(huge, quick)).rejects.toThrow(
      'autoencoder: row 5, column "x2" is 1e+39, beyond single precision.',
    );
    const beyond = matrix(Array.from({ length: 20 }, (_, i) => [1, i === 4 ? -1e300 : 2]));
    await expect(autoencoder(beyond, quick)).rejects.toThrow(
      'column "x2" is -1e+300, beyond single precision.',
    );
    const tiny = matrix(Array.from({ length: 20 }, (_, i) => [1e-300 * i, -1e-300 * i]));
    await expect(autoencoder(tiny, quick)).rejects.toThrow(
      'autoencoder: all values are nearer to 0 than 0.000001, too near for single precision. Scale the columns first.',
    );
    await expect(autoencoder(matrix([[], []]), quick)).rejects.toThrow(
      'autoencoder: the matrix has no columns.',
    );
    await expect(autoencoder(matrix([], ['a', 'b']), quick)).rejects.toThrow(
      'autoencoder needs at least 10 customers, got 0.',
    );
  });
});
