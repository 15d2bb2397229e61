import type { Random } from '../core/random.js';
import type { Activation, DenseLayer } from '../simd/dense-layer.js';

/**
 * Untrained layers between sizes, for example 3, 8, 2, 8, 3. Biases are 0; weights are uniform within
 * ±√(6 / (inputs + outputs)) (Glorot), before relu and elu within ±√(6 / inputs) (He).
 *
 * Source: Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks", AISTATS
 * 2010; He and others, "Delving deep into rectifiers", ICCV 2015.
 *
 * @param activations - Of each layer.
 */
export function untrainedLayers(
  sizes: readonly number[],
  activations: readonly DenseLayer['activation'][],
  random: Random,
): DenseLayer[] {
  return activations.map((activation, i) => {
    const inputs = sizes[i];
    const outputs = sizes[i + 1];
    const cutsOff = activation === 'relu' || activation === 'elu';
    const limit = Math.sqrt(6 / (cutsOff ? inputs : inputs + outputs));
    return {
      inputs,
      outputs,
      activation,
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
    const kinds = typeof activation === 'string' ? Array<Activation>(outputs).fill(activation) : activation;
    for (let r = 0; r < rows; r++) {
      const row = next.subarray(r * outputs, (r + 1) * outputs);
      row.set(biases);
      for (let i = 0; i < inputs; i++) {
        const value = values[r * inputs + i];
        for (let o = 0; o < outputs; o++) row[o] += value * weights[i * outputs + o];
      }
      for (let o = 0; o < outputs; o++) row[o] = activated(kinds[o], row[o]);
    }
    values = next;
  }
  return values;
}

function activated(kind: Activation, value: number): number {
  if (kind === 'linear') return value;
  if (kind === 'tanh') return Math.tanh(value);
  if (kind === 'relu') return Math.max(0, value);
  if (kind === 'elu') return value > 0 ? value : Math.expm1(value);
  return 1 / (1 + Math.exp(-value));
}

/** Number of weights and biases. */
export function countWeights(layers: readonly DenseLayer[]): number {
  return layers.reduce((sum, layer) => sum + layer.weights.length + layer.biases.length, 0);
}
