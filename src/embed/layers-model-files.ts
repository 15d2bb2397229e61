import type { LayersModel } from './to-layers-model.js';

/**
 * The two files that TensorFlow.js keeps a model in: written to one folder, `tf.loadLayersModel` opens the address of
 * its `model.json`.
 *
 * @example
 * Object.keys(layersModelFiles(toLayersModel(network, 'encoder'))); // ['model.json', 'weights.bin']
 */
export function layersModelFiles(model: LayersModel): {
  readonly 'model.json': string;
  readonly 'weights.bin': Uint8Array;
} {
  const { weightSpecs, weightData, ...rest } = model;
  const manifest = [{ paths: ['weights.bin'], weights: weightSpecs }];
  return {
    'model.json': `${JSON.stringify({ ...rest, weightsManifest: manifest })}\n`,
    'weights.bin': new Uint8Array(weightData),
  };
}
