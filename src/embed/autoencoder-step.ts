import { checkMatrixColumns } from '../core/check-matrix-columns.js';
import { InputError } from '../core/input-error.js';
import { matrixOf } from '../core/matrix.js';
import type { LongStepPlan, Step, StepJSON } from '../core/step.js';
import type { DenseLayer } from '../simd/dense-layer.js';
import { autoencoder } from './autoencoder.js';
import type { AutoencoderOptions } from './autoencoder-options.js';
import { runLayers } from './dense-network.js';
import { layerStages } from './layer-stages.js';

/**
 * An autoencoder as a step of a pipeline: `latent1`, `latent2`, … take the place of the columns.
 *
 * @throws {InputError} Fitting: what `autoencoder` refuses.
 *
 * @example
 * autoencoderStep({ latent: 2, seed: 1 }).kind; // 'autoencoder'
 */
export function autoencoderStep(options: AutoencoderOptions): LongStepPlan {
  return {
    kind: 'autoencoder',
    async fitLong(matrix, task) {
      const { encoder, decoder, columnsOut, summary } = await autoencoder(matrix, options, task);
      return stepOf(matrix.names, columnsOut, encoder, decoder, [summary]);
    },
  };
}

/** A layer as JSON writes it. */
interface LayerJSON extends Omit<DenseLayer, 'weights' | 'biases'> {
  readonly weights: readonly number[];
  readonly biases: readonly number[];
}

/** The step that `toJSON` wrote. */
export function autoencoderStepFromJSON(json: StepJSON): Step {
  const { columns, latent, encoder, decoder, notes } = json as StepJSON & {
    latent: string[];
    encoder: LayerJSON[];
    decoder: LayerJSON[];
    notes: string[];
  };
  const whole =
    [encoder, decoder].every(
      (layers) => Array.isArray(layers) && layers.length > 0 && layers.every(isLayer),
    ) &&
    Array.isArray(latent) &&
    encoder[0].inputs === columns.length &&
    encoder[encoder.length - 1].outputs === latent.length;
  if (!whole) throw new InputError('autoencoderStep: this is no autoencoder.');
  return stepOf(columns, latent, encoder.map(layerOf), decoder.map(layerOf), notes);
}

function isLayer({ inputs, outputs, weights, biases }: LayerJSON): boolean {
  return (
    weights?.length === inputs * outputs &&
    biases?.length === outputs &&
    [...weights, ...biases].every(Number.isFinite)
  );
}

function layerOf({ inputs, outputs, activation, weights, biases }: LayerJSON): DenseLayer {
  return {
    inputs,
    outputs,
    activation,
    weights: Float32Array.from(weights),
    biases: Float32Array.from(biases),
  };
}

function written(layers: readonly DenseLayer[]): LayerJSON[] {
  return layers.map((layer) => ({
    ...layer,
    weights: Array.from(layer.weights),
    biases: Array.from(layer.biases),
  }));
}

function stepOf(
  columnsIn: readonly string[],
  columnsOut: readonly string[],
  encoder: readonly DenseLayer[],
  decoder: readonly DenseLayer[],
  notes: readonly string[],
): Step {
  return {
    kind: 'autoencoder',
    columnsIn,
    columnsOut,
    notes,
    apply(matrix) {
      checkMatrixColumns('autoencoderStep', matrix, columnsIn);
      return matrixOf(runLayers(encoder, matrix.data), columnsOut.length, columnsOut, matrix.ids);
    },
    inverse(matrix) {
      checkMatrixColumns('autoencoderStep', matrix, columnsOut);
      return matrixOf(runLayers(decoder, matrix.data), columnsIn.length, columnsIn, matrix.ids);
    },
    stages: encoder.flatMap(layerStages),
    toJSON: () => ({
      kind: 'autoencoder',
      columns: columnsIn,
      latent: columnsOut,
      encoder: written(encoder),
      decoder: written(decoder),
      notes,
    }),
  };
}
