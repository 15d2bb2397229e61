import type { Activation, DenseLayer } from 'clientele';

/** A network that learns to rebuild rows, written plainly in double precision: the oracle of the loops. */
export interface Twin {
  readonly layers: readonly DenseLayer[];
  readonly items: readonly boolean[];
  readonly batchSize: number;
  readonly learningRate: number;
  readonly l2: number;
}

/** Weights and biases of a layer, or what belongs to each of them. */
export interface Parameters {
  readonly weights: Float64Array;
  readonly biases: Float64Array;
}

const apply: Record<Activation, (x: number) => number> = {
  linear: (x) => x,
  relu: (x) => Math.max(0, x),
  elu: (x) => (x > 0 ? x : Math.expm1(x)),
  tanh: Math.tanh,
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
};

/** Slope of an activation, by the value that it made. */
const slope: Record<Activation, (y: number) => number> = {
  linear: () => 1,
  relu: (y) => (y > 0 ? 1 : 0),
  elu: (y) => (y > 0 ? 1 : y + 1),
  tanh: (y) => 1 - y * y,
  sigmoid: (y) => y * (1 - y),
};

/** Zeros for all parameters of layers, or copies of them. */
export function parametersOf(layers: readonly DenseLayer[], copies: boolean): Parameters[] {
  return layers.map(({ weights, biases }) => ({
    weights: copies ? Float64Array.from(weights) : new Float64Array(weights.length),
    biases: copies ? Float64Array.from(biases) : new Float64Array(biases.length),
  }));
}

/** Sum of errors of a row; adds its part to the gradients, each divided by `values`. */
export function rowGradients(
  { layers, items }: Pick<Twin, 'layers' | 'items'>,
  parameters: readonly Parameters[],
  inputs: readonly number[],
  wanted: readonly number[],
  gradients: readonly Parameters[],
  values: number,
): number {
  const last = layers.length - 1;
  const made = [inputs];
  layers.forEach(({ outputs, activation }, l) => {
    const { weights, biases } = parameters[l];
    const kind = l === last ? 'linear' : (activation as Activation);
    made.push(
      Array.from({ length: outputs }, (_, o) =>
        apply[kind](made[l].reduce((sum, x, i) => sum + x * weights[i * outputs + o], biases[o])),
      ),
    );
  });

  let error = 0;
  let delta = made[layers.length].map((z, c) => {
    const p = apply.sigmoid(z);
    const t = wanted[c];
    error += items[c] ? Math.max(z, 0) - z * t + Math.log1p(Math.exp(-Math.abs(z))) : (z - t) ** 2;
    return (items[c] ? p - t : 2 * (z - t)) / values;
  });
  for (let l = last; l >= 0; l--) {
    const { outputs } = layers[l];
    delta.forEach((d, o) => {
      gradients[l].biases[o] += d;
      for (let i = 0; i < made[l].length; i++) gradients[l].weights[i * outputs + o] += made[l][i] * d;
    });
    if (l === 0) break;
    const back = slope[layers[l - 1].activation as Activation];
    delta = made[l].map(
      (y, i) => back(y) * delta.reduce((sum, d, o) => sum + d * parameters[l].weights[i * outputs + o], 0),
    );
  }
  return error;
}

/** Trains for an epoch of Adam; returns the mean error of each batch before its update, over all values. */
export function twinEpoch(
  twin: Twin,
  parameters: readonly Parameters[],
  moments: readonly (readonly Parameters[])[],
  rows: readonly (readonly number[])[],
  order: readonly number[],
  steps: number,
  noise: () => number = () => 0,
): number {
  let total = 0;
  for (let from = 0, step = steps + 1; from < order.length; from += twin.batchSize, step++) {
    const batch = order.slice(from, from + twin.batchSize).map((row) => rows[row]);
    const gradients = parametersOf(twin.layers, false);
    for (const row of batch) {
      const inputs = row.map((value) => value + noise());
      total += rowGradients(twin, parameters, inputs, row, gradients, batch.length * row.length);
    }
    parameters.forEach((layer, l) => {
      for (const name of ['weights', 'biases'] as const) {
        const values = layer[name];
        const decay = name === 'weights' ? 2 * twin.l2 : 0;
        const [first, second] = moments.map((moment) => moment[l][name]);
        for (let i = 0; i < values.length; i++) {
          const gradient = gradients[l][name][i] + decay * values[i];
          first[i] = 0.9 * first[i] + 0.1 * gradient;
          second[i] = 0.999 * second[i] + 0.001 * gradient * gradient;
          const mean = first[i] / (1 - 0.9 ** step);
          const square = second[i] / (1 - 0.999 ** step);
          values[i] -= (twin.learningRate * mean) / (Math.sqrt(square) + 1e-7);
        }
      }
    });
  }
  return total / (rows.length * rows[0].length);
}
