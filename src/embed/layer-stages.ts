import type { StepStage } from '../core/step.js';
import { call, type Expression } from '../engine/plan/expression.js';
import type { Activation, DenseLayer } from '../simd/dense-layer.js';

/** A layer in expressions: its sums, then what it applies to them. */
export function layerStages({ outputs, activation, weights, biases }: DenseLayer): StepStage[] {
  const sums: StepStage = (inputs) =>
    Array.from(biases, (bias, o) =>
      inputs.reduce<Expression>(
        (total, input, i) =>
          call('add', total, call('multiply', input, call('toNumber', weights[i * outputs + o]))),
        call('toNumber', bias),
      ),
    );
  if (activation === 'linear') return [sums];
  const kinds = typeof activation === 'string' ? Array<Activation>(outputs).fill(activation) : activation;
  return [sums, (inputs) => inputs.map((x, o) => activated(kinds[o], x))];
}

function activated(kind: Activation, x: Expression): Expression {
  const within = (limit: number) =>
    call('least', call('greatest', x, call('toNumber', -limit)), call('toNumber', limit));
  switch (kind) {
    case 'linear':
      return x;
    case 'relu':
      return call('greatest', x, call('toNumber', 0));
    case 'elu': {
      const below = call('subtract', call('exponential', call('least', x, call('toNumber', 0))), 1);
      return call('choose', call('less', 0, x), x, below);
    }
    case 'tanh': {
      const raised = call('exponential', call('multiply', 2, within(20))); // from 20 on it is 1 to the last digit
      return call('subtract', 1, call('divide', 2, call('add', raised, 1)));
    }
    case 'sigmoid':
      return call('divide', 1, call('add', 1, call('exponential', call('negate', within(700)))));
  }
}
