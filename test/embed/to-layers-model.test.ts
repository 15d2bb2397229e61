import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { loadLayersModel } from '@tensorflow/tfjs-layers';
import { autoencoder, layersModelFiles, type Matrix, matrix, seeded, toLayersModel } from 'clientele';
import { beforeAll, describe, expect, it } from 'vitest';
import { tensorflow } from '#clientele/embed/tensorflow';

/** Two measures, and two yes/no items between and behind them. */
function customers(): Matrix {
  const random = seeded(5);
  const rows = Array.from({ length: 120 }, () => {
    const t = random.normal();
    return [t, random.next() < 1 / (1 + Math.exp(-2 * t)) ? 1 : 0, t * t - 1, random.next() < 0.3 ? 1 : 0];
  });
  return matrix(rows, ['spend', 'newsletter', 'distance', 'app']);
}

const items = { newsletter: 'crossEntropy', app: 'crossEntropy' } as const;

/** What a model of TensorFlow.js makes of rows. */
async function predicted(handler: tf.io.IOHandler, values: Matrix): Promise<number[]> {
  const model = await loadLayersModel(handler);
  const made = tf.tidy(() => {
    const inputs = tf.tensor2d(Float32Array.from(values.data), [values.rows, values.columns]);
    return [...(model.predict(inputs) as tf.Tensor).dataSync()];
  });
  model.dispose();
  return made;
}

function expectSame(made: readonly number[], expected: Float64Array): void {
  expect(made.length).toBe(expected.length);
  made.forEach((value, i) => {
    expect(Math.abs(value - expected[i])).toBeLessThan(1e-5 * Math.max(1, Math.abs(expected[i])));
  });
}

describe('toLayersModel', () => {
  beforeAll(async () => {
    await tensorflow(); // with a backend, without its advertisement
  });

  it.each([
    [{ activation: 'tanh' }],
    [{ activation: 'relu' }],
    [{ activation: 'elu', loss: 'squared' }],
    [{ activation: 'sigmoid', loss: items }],
    [{ activation: 'linear', hidden: [] }],
    [{ hidden: [6, 5], loss: { app: 'crossEntropy' } }],
  ] as const)('gives TensorFlow.js the same outputs with %j', async (options) => {
    const values = customers();
    const network = await autoencoder(values, { latent: 2, seed: 1, epochs: 5, ...options });
    const latent = network.encode(values);
    expectSame(await predicted(tf.io.fromMemory(toLayersModel(network, 'encoder')), values), latent.data);
    const decoder = tf.io.fromMemory(toLayersModel(network, 'decoder'));
    expectSame(await predicted(decoder, latent), network.reconstruct(values).data);
  });

  it('takes yes/no items alone, with one sigmoid layer at the end', async () => {
    const all = customers();
    const values = matrix(
      Array.from({ length: all.rows }, (_, i) => [all.data[4 * i + 1], all.data[4 * i + 3]]),
    );
    const network = await autoencoder(values, { latent: 1, seed: 1, epochs: 5, loss: 'crossEntropy' });
    expect(network.decoder.at(-1)!.activation).toBe('sigmoid');
    const decoder = tf.io.fromMemory(toLayersModel(network, 'decoder'));
    expectSame(await predicted(decoder, network.encode(values)), network.reconstruct(values).data);
  });

  it('is two files that open from a folder', async () => {
    const values = customers();
    const network = await autoencoder(values, { latent: 2, seed: 1, epochs: 2, loss: items });
    const folder = mkdtempSync(join(tmpdir(), 'model-'));
    try {
      for (const [name, content] of Object.entries(layersModelFiles(toLayersModel(network, 'encoder')))) {
        writeFileSync(join(folder, name), content);
      }
      // As the loaders of TensorFlow.js do: the manifest in model.json names the weights' file beside it.
      const load = async (): Promise<tf.io.ModelArtifacts> => {
        const json = JSON.parse(readFileSync(join(folder, 'model.json'), 'utf8')) as tf.io.ModelJSON;
        return tf.io.getModelArtifactsForJSON(json, async (manifest) => {
          const bytes = readFileSync(join(folder, manifest[0].paths[0]));
          return [manifest[0].weights, Uint8Array.from(bytes).buffer];
        });
      };
      expectSame(await predicted({ load }, values), network.encode(values).data);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
