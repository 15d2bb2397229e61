import type { Random } from '../core/random.js';

/** One dense layer: `activation(inputs · weights + biases)`. */
export interface DenseLayer {
  readonly inputs: number;
  readonly outputs: number;
  readonly activation: 'tanh' | 'linear';
  /** At `i * outputs + o` the weight from input i to output o. */
  readonly weights: Float32Array;
  readonly biases: Float32Array;
}

/**
 * Untrained layers between sizes, for example 3, 8, 2, 8, 3.
 *
 * Weights are uniform within ±√(6 / (inputs + outputs)), biases 0.
 * Source: Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks",
 * AISTATS 2010.
 *
 * @param linear - Positions in `sizes` whose layer has no activation.
 */
export function untrainedLayers(
  sizes: readonly number[],
  linear: readonly number[],
  random: Random,
): DenseLayer[] {
  return sizes.slice(1).map((outputs, i) => {
    const inputs = sizes[i];
    const limit = Math.sqrt(6 / (inputs + outputs));
    return {
      inputs,
      outputs,
      activation: linear.includes(i + 1) ? 'linear' : 'tanh',
      weights: Float32Array.from({ length: inputs * outputs }, () => (2 * random.next() - 1) * limit),
      biases: new Float32Array(outputs),
    };
  });
}

/**
 * What layers make of rows of numbers, in double precision.
 *
 * @param data - Rows, one after another, as wide as the first layer's inputs.
 * @returns Rows as wide as the last layer's outputs.
 */
export function runLayers(layers: readonly DenseLayer[], data: Float64Array): Float64Array {
  let values = data;
  for (const { inputs, outputs, activation, weights, biases } of layers) {
    const rows = values.length / inputs;
    const next = new Float64Array(rows * outputs);
    for (let r = 0; r < rows; r++) {
      for (let o = 0; o < outputs; o++) {
        let value = biases[o];
        for (let i = 0; i < inputs; i++) value += values[r * inputs + i] * weights[i * outputs + o];
        next[r * outputs + o] = activation === 'tanh' ? Math.tanh(value) : value;
      }
    }
    values = next;
  }
  return values;
}

/** Number of weights and biases. */
export function countWeights(layers: readonly DenseLayer[]): number {
  return layers.reduce((sum, layer) => sum + layer.weights.length + layer.biases.length, 0);
}
