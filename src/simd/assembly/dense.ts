export { denseErrors } from './dense-errors';
export { denseSteps } from './dense-steps';
// The parts are exported so that the optimizer leaves them functions of their own: inlined into one, V8 runs out of
// registers for the innermost loops, and a step takes 1.6 times as long.
export { activate as denseActivate } from './dense-functions';
export { adam as denseAdam } from './dense-adam';
export { backward as denseBackward } from './dense-backward';
export { biasGradient as denseBiasGradient, weightGradient as denseWeightGradient } from './dense-gradient';
export { forward as denseForward } from './dense-forward';
export { loss as denseLoss } from './dense-loss';
export { toPanel as denseToPanel, toRows as denseToRows } from './dense-panels';
