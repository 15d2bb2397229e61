import * as tf from '@tensorflow/tfjs-core';
import { autoencoder, type Matrix, matrix, seeded, type Task } from 'clientele';
import { describe, expect, it, vi } from 'vitest';

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

const quick = { latent: 1, seed: 0, epochs: 20, batchSize: 64, hidden: [12] } as const;

describe('autoencoder', () => {
  it('is repeatable bit for bit, frees its tensors, prints nothing and shows progress', async () => {
    const printed = ['log', 'warn', 'info', 'error'].map((name) => vi.spyOn(console, name as 'log'));
    const customers = bent(300);
    const fractions: number[] = [];
    const task: Task = {
      signal: new AbortController().signal,
      progress: (fraction) => fractions.push(fraction),
      warn() {},
    };
    const one = await autoencoder(customers, quick, task);
    const tensors = tf.memory().numTensors;
    const other = await autoencoder(customers, quick);
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

    const unlike = await autoencoder(customers, { ...quick, seed: 1, epochs: 1 });
    expect(unlike.encoder[0].weights).not.toEqual(one.encoder[0].weights);
  });

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
    expect(network.compare.verdict).toMatch(/^On 120 held-out customers .* The autoencoder keeps more\.$/);
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

  it('stops in the middle when told to, with all tensors freed', async () => {
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
    await expect(autoencoder(bent(200), quick, task)).rejects.toThrow('Stopped.');
    expect(calls).toBe(3);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('says in which epoch it diverged, with all tensors freed', async () => {
    const customers = bent(100);
    const large = { ...customers, data: customers.data.map((value) => value * 1e25) };
    const before = tf.memory().numTensors;
    await expect(autoencoder(large, quick)).rejects.toThrow(
      /^autoencoder: training diverged in epoch 1, the error is .* Scale the columns first, or take a learningRate below 0.01\.$/,
    );
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each([
    [{ latent: 4 }, 'latent is 4. It has to be a whole number from 1 to the number of columns, 3.'],
    [{ seed: 0.5 }, 'seed is 0.5. It has to be a whole number.'],
    [{ epochs: 0 }, 'epochs is 0. It has to be a whole number from 1 on.'],
    [{ hidden: [0, 4] }, 'hidden is 0, 4. Sizes have to be whole numbers from 1 on.'],
    [{ holdout: 0 }, 'holdout is 0. It lies between 0 and 0.5, for example 0.2.'],
    [{ learningRate: -1 }, 'learningRate is -1. It has to be above 0.'],
    [{ sample: 3 }, 'sample is 3. It has to be a whole number from 10 on.'],
  ])('refuses %j', async (options, reason) => {
    await expect(autoencoder(bent(20), { ...quick, ...options })).rejects.toThrow(`autoencoder: ${reason}`);
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
  });
});
