import type { DenseLayer } from './dense-layer.js';

/** Where the parameters of layers lie: all weights, then all biases, each layer padded with zeros to fours. */
export interface DenseLayout {
  readonly layers: readonly LayerLayout[];
  /** Numbers in all, and how many of them weights. */
  readonly parameters: number;
  readonly weights: number;
}

/** Sizes of a layer, the same rounded up to fours, and its first weight and bias. */
export interface LayerLayout {
  readonly inputs: number;
  readonly inputs4: number;
  readonly outputs: number;
  readonly outputs4: number;
  readonly weightsAt: number;
  readonly biasesAt: number;
}

/** A number rounded up to a multiple of four. */
export function toFours(count: number): number {
  return Math.ceil(count / 4) * 4;
}

/** Lays layers out. */
export function denseLayout(layers: readonly Pick<DenseLayer, 'inputs' | 'outputs'>[]): DenseLayout {
  const sizes = layers.map(({ inputs, outputs }) => ({
    inputs,
    inputs4: toFours(inputs),
    outputs,
    outputs4: toFours(outputs),
  }));
  const weights = sizes.reduce((sum, { inputs4, outputs4 }) => sum + inputs4 * outputs4, 0);
  let weightsAt = 0;
  let biasesAt = weights;
  const laidOut = sizes.map((size) => {
    const layer = { ...size, weightsAt, biasesAt };
    weightsAt += size.inputs4 * size.outputs4;
    biasesAt += size.outputs4;
    return layer;
  });
  return { layers: laidOut, parameters: biasesAt, weights };
}

/** Writes the parameters of layers where they lie; the rest is left alone. */
export function packParameters(
  layout: DenseLayout,
  layers: readonly DenseLayer[],
  packed: Float32Array,
): void {
  layout.layers.forEach(({ inputs, outputs, outputs4, weightsAt, biasesAt }, l) => {
    const { weights, biases } = layers[l];
    for (let i = 0; i < inputs; i++) {
      packed.set(weights.subarray(i * outputs, (i + 1) * outputs), weightsAt + i * outputs4);
    }
    packed.set(biases, biasesAt);
  });
}

/** Layers with the parameters that lie there, copied. */
export function unpackParameters<Layer extends DenseLayer>(
  layout: DenseLayout,
  layers: readonly Layer[],
  packed: Float32Array,
): Layer[] {
  return layout.layers.map(({ inputs, outputs, outputs4, weightsAt, biasesAt }, l) => {
    const weights = new Float32Array(inputs * outputs);
    for (let i = 0; i < inputs; i++) {
      const from = weightsAt + i * outputs4;
      weights.set(packed.subarray(from, from + outputs), i * outputs);
    }
    const biases = Float32Array.from(packed.subarray(biasesAt, biasesAt + outputs));
    return { ...layers[l], weights, biases };
  });
}
