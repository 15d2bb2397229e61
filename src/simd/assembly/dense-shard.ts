import { backward } from './dense-backward';
import { activate } from './dense-functions';
import { forward } from './dense-forward';
import { biasGradient, weightGradient } from './dense-gradient';
import { loss } from './dense-loss';
import { toPanel, toRows } from './dense-panels';
import { ACTIVATION, BIASES, COLUMNS, DATA, FIRST_LAYER, INPUTS, INPUTS_4, ITEMS, LAYERS, LAYER_WORDS, MADE, NOISE, NOISED, ORDER, OUTPUTS, OUTPUTS_4, PARAMETERS, RELU, ROWS, WEIGHTS } from './dense-plan';

// @ts-ignore: decorator
@inline
export function word(at: usize, index: i32): i32 {
  return load<i32>(at + (<usize>index << 2));
}

// @ts-ignore: decorator
@inline
function layer(plan: usize, index: i32): usize {
  return plan + ((FIRST_LAYER + index * LAYER_WORDS) << 2);
}

/**
 * Rows of the data in panels, and the same with noise. Places behind the last row hold it again, those behind the last
 * column whatever follows: neither counts.
 */
function gather(plan: usize, from: i32, to: i32, panels: i32, values: usize, noise: usize): void {
  const width = <usize>word(plan, COLUMNS) << 2;
  const columns4 = word(layer(plan, 0), INPUTS_4);
  const data = <usize>word(plan, DATA);
  const order = <usize>word(plan, ORDER);
  const size = <usize>columns4 << 5;
  const last = to - 1;
  for (let r = from; r < from + (panels << 3); r += 4) {
    const place = values + <usize>((r - from) >> 3) * size + ((r - from) & 4) * 4;
    const r0 = min(r, last), r1 = min(r + 1, last), r2 = min(r + 2, last), r3 = min(r + 3, last);
    toPanel(rowAt(data, order, r0, width), rowAt(data, order, r1, width), rowAt(data, order, r2, width), rowAt(data, order, r3, width), columns4, place);
    if (noise) {
      const noised = place + word(plan, NOISED);
      toPanel(noise + <usize>(r0 - from) * width, noise + <usize>(r1 - from) * width, noise + <usize>(r2 - from) * width, noise + <usize>(r3 - from) * width, columns4, noised);
      for (let at: usize = 0; at < size; at += 32) {
        v128.store(noised + at, f32x4.add(v128.load(noised + at), v128.load(place + at)));
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function rowAt(data: usize, order: usize, place: i32, width: usize): usize {
  return data + <usize>load<u32>(order + (<usize>place << 2)) * width;
}

/**
 * Errors of the rows from one place of the order to another, summed; with their gradient, where an address for it is
 * given. `scale` is 1 / number of values of the batch.
 */
export function shard(plan: usize, from: i32, to: i32, values: usize, sums: usize, noise: usize, scale: f32): f64 {
  const panels = (to - from + 7) >> 3;
  const layers = word(plan, LAYERS);
  const parameters = <usize>word(plan, PARAMETERS);
  gather(plan, from, to, panels, values, noise);
  const input = noise ? values + word(plan, NOISED) : values;

  let x = input;
  for (let l = 0; l < layers; l++) {
    const at = layer(plan, l);
    const activation = word(at, ACTIVATION);
    const outputs4 = word(at, OUTPUTS_4);
    const y = values + word(at, MADE);
    const lowest: f32 = activation == RELU ? 0 : -Infinity;
    forward(x, word(at, INPUTS), word(at, INPUTS_4), parameters + word(at, WEIGHTS), parameters + word(at, BIASES), y, outputs4, panels, lowest);
    activate(activation, y, y + (<usize>panels * outputs4 << 5));
    x = y;
  }

  const columns4 = word(layer(plan, 0), INPUTS_4);
  const total = loss(x, values, word(plan, COLUMNS), columns4, <usize>word(plan, ITEMS), panels, to - from, scale);
  if (!sums) return total;

  const rows = values + word(plan, ROWS);
  toRows(x, columns4, panels, rows);
  for (let l = layers - 1; l >= 0; l--) {
    const at = layer(plan, l);
    const outputs4 = word(at, OUTPUTS_4);
    const inputs4 = word(at, INPUTS_4);
    const gradients = values + word(at, MADE);
    const made = l == 0 ? input : values + word(layer(plan, l - 1), MADE);
    weightGradient(made, word(at, INPUTS), inputs4, rows, outputs4, panels, sums + word(at, WEIGHTS));
    biasGradient(rows, outputs4, panels, sums + word(at, BIASES));
    if (l > 0) {
      backward(gradients, word(at, OUTPUTS), outputs4, parameters + word(at, WEIGHTS), made, inputs4, panels, word(layer(plan, l - 1), ACTIVATION), rows);
    }
  }
  return total;
}
