import type { Activation, DenseLayer } from '../simd/dense-layer.js';
import type { Autoencoder } from './autoencoder.js';

/** A model as TensorFlow.js keeps it: what `tf.io.fromMemory` takes. */
export interface LayersModel {
  readonly format: 'layers-model';
  readonly generatedBy: string;
  readonly convertedBy: null;
  /** Layers and how they are joined. */
  readonly modelTopology: object;
  /** Name and shape of each array of weights, in the order of `weightData`. */
  readonly weightSpecs: { name: string; shape: number[]; dtype: 'float32' }[];
  /** All weights, single precision, little-endian. */
  readonly weightData: ArrayBuffer;
}

/**
 * One half of an autoencoder as a model of TensorFlow.js: `tf.loadLayersModel(tf.io.fromMemory(model))` opens it, in a
 * browser, too. It takes and gives the same numbers as `encode`, in single precision.
 *
 * @param part - `encoder`: columns to latent numbers; `decoder`: latent numbers to columns.
 *
 * Where a decoder has a sigmoid for yes/no items only, each run of equal columns is a layer of its own, and they are
 * joined in the order of the columns.
 *
 * @example
 * toLayersModel(network, 'encoder').weightSpecs[0]; // { name: 'dense1/kernel', shape: [3, 8], dtype: 'float32' }
 */
export function toLayersModel(network: Autoencoder, part: 'encoder' | 'decoder'): LayersModel {
  const layers = network[part];
  const steps = layers.flatMap((layer, l) =>
    pieces(layer).map((piece, p, all) => ({
      ...piece,
      name: all.length === 1 ? `dense${l + 1}` : `dense${l + 1}part${p + 1}`,
      from: l === 0 ? 'input' : `dense${l}`,
    })),
  );
  const lastParts = steps.filter(({ name }) => name.startsWith(`dense${layers.length}part`));
  const output = lastParts.length === 0 ? `dense${layers.length}` : 'joined';
  const joined = {
    name: 'joined',
    class_name: 'Concatenate',
    config: { name: 'joined', axis: -1 },
    inbound_nodes: [lastParts.map(({ name }) => nodeOf(name))],
  };
  const arrays = steps.flatMap(({ name, inputs, outputs, weights, biases }) => [
    { name: `${name}/kernel`, shape: [inputs, outputs], values: weights },
    { name: `${name}/bias`, shape: [outputs], values: biases },
  ]);
  return {
    format: 'layers-model',
    generatedBy: 'clientele',
    convertedBy: null,
    modelTopology: {
      class_name: 'Model',
      config: {
        name: part,
        layers: [
          inputOf(layers[0].inputs),
          ...steps.map(stepOf),
          ...(lastParts.length === 0 ? [] : [joined]),
        ],
        input_layers: [['input', 0, 0]],
        output_layers: [[output, 0, 0]],
      },
    },
    weightSpecs: arrays.map(({ name, shape }) => ({ name, shape, dtype: 'float32' })),
    weightData: littleEndian(arrays.flatMap(({ values }) => [...values])),
  };
}

/** A layer with one activation: the whole one, or the runs of outputs that share one. */
interface Piece {
  readonly inputs: number;
  readonly outputs: number;
  readonly activation: Activation;
  readonly weights: Float32Array;
  readonly biases: Float32Array;
}

function pieces({ inputs, outputs, activation, weights, biases }: DenseLayer): Piece[] {
  if (typeof activation === 'string') return [{ inputs, outputs, activation, weights, biases }];
  const starts = activation.flatMap((kind, o) => (kind === activation[o - 1] ? [] : [o]));
  return starts.map((from, s) => {
    const to = starts[s + 1] ?? outputs;
    return {
      inputs,
      outputs: to - from,
      activation: activation[from],
      weights: weights.filter((_, i) => i % outputs >= from && i % outputs < to),
      biases: biases.slice(from, to),
    };
  });
}

function inputOf(columns: number): object {
  const config = { batch_input_shape: [null, columns], dtype: 'float32', sparse: false, name: 'input' };
  return { name: 'input', class_name: 'InputLayer', config, inbound_nodes: [] };
}

function stepOf({ name, from, outputs, activation }: Piece & { name: string; from: string }): object {
  const config = { name, units: outputs, activation, use_bias: true, trainable: true, dtype: 'float32' };
  return { name, class_name: 'Dense', config, inbound_nodes: [[nodeOf(from)]] };
}

/** Output of a layer, as a reference. */
function nodeOf(layer: string): [string, number, number, object] {
  return [layer, 0, 0, {}];
}

function littleEndian(values: readonly number[]): ArrayBuffer {
  const bytes = new DataView(new ArrayBuffer(values.length * 4));
  values.forEach((value, i) => {
    bytes.setFloat32(i * 4, value, true);
  });
  return bytes.buffer;
}
