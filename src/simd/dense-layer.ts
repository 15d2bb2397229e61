/** What a layer applies to each of its sums: `elu` is e^x - 1 below 0, `relu` is 0 there. */
export type Activation = 'linear' | 'relu' | 'elu' | 'tanh' | 'sigmoid';

/** One dense layer: `activation(inputs · weights + biases)`. */
export interface DenseLayer {
  readonly inputs: number;
  readonly outputs: number;
  /** Of all outputs, or of each. */
  readonly activation: Activation | readonly Activation[];
  /** At `i * outputs + o` the weight from input i to output o. */
  readonly weights: Float32Array;
  readonly biases: Float32Array;
}
