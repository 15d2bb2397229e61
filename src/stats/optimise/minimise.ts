/** A function of several numbers: gives its value and writes its gradient into the second argument. */
export type Objective = (at: Float64Array, gradient: Float64Array) => number;

/** Where a function of several numbers is least. */
export interface MinimumPoint {
  readonly at: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array;
  /** `flat`: the gradient vanished; `runaway`: a number left the limit; `stuck`: no step goes down; `long`: too many steps. */
  readonly ended: 'flat' | 'runaway' | 'stuck' | 'long';
}

/** How far to go. */
export interface MinimiseOptions {
  /** Largest entry of the gradient at the end, default 1e-8. */
  readonly tolerance?: number;
  /** A number beyond this size, plus or minus, ends the search; default 30. */
  readonly limit?: number;
  readonly iterations?: number;
}

const LARGEST_STEP = 2;

/**
 * The least value of a smooth function of several numbers, by the quasi-Newton method of Broyden, Fletcher, Goldfarb and
 * Shanno with a backtracking search along each direction. Finds a local minimum. A place where the function is not finite
 * counts as too high.
 *
 * A step a yield, so that a caller may let others have a turn; see `minimise`.
 *
 * Source: Nocedal and Wright, "Numerical Optimization", 2nd ed. (2006), chapters 3 and 6.
 */
export function* minimising(
  objective: Objective,
  start: ArrayLike<number>,
  options: MinimiseOptions = {},
): Generator<undefined, MinimumPoint> {
  const { tolerance = 1e-8, limit = 30, iterations = 300 } = options;
  const size = start.length;
  let at = Float64Array.from(start);
  let gradient = new Float64Array(size);
  let value = objective(at, gradient);
  let inverse = identity(size);
  let isFresh = true;
  for (let round = 0; round < iterations; round++) {
    if (gradient.every((each) => Math.abs(each) <= tolerance)) return { at, value, gradient, ended: 'flat' };
    if (at.some((each) => Math.abs(each) > limit)) return { at, value, gradient, ended: 'runaway' };
    let direction = downhill(inverse, gradient, size);
    let slope = dot(direction, gradient);
    if (!(slope < 0)) {
      inverse = identity(size);
      isFresh = true;
      direction = downhill(inverse, gradient, size);
      slope = dot(direction, gradient);
    }
    const longest = direction.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
    let length = Math.min(1, (isFresh ? 0.5 : LARGEST_STEP) / longest);
    let found:
      | { at: Float64Array<ArrayBuffer>; value: number; gradient: Float64Array<ArrayBuffer> }
      | undefined;
    for (let halving = 0; halving < 40; halving++) {
      const next = at.map((each, i) => each + length * direction[i]);
      const nextGradient = new Float64Array(size);
      const nextValue = objective(next, nextGradient);
      yield;
      if (nextValue <= value + 1e-4 * length * slope && nextGradient.every(Number.isFinite)) {
        found = { at: next, value: nextValue, gradient: nextGradient };
        break;
      }
      const parabola = (-slope * length * length) / (2 * (nextValue - value - slope * length));
      length = Math.min(0.5 * length, Math.max(0.1 * length, parabola || 0));
    }
    if (found === undefined) {
      if (isFresh) return { at, value, gradient, ended: 'stuck' };
      inverse = identity(size);
      isFresh = true;
      continue;
    }
    const step = found.at.map((each, i) => each - at[i]);
    const change = found.gradient.map((each, i) => each - gradient[i]);
    const curvature = dot(step, change);
    if (curvature > 1e-12 * Math.sqrt(dot(step, step) * dot(change, change))) {
      if (isFresh) inverse = inverse.map((each) => (each * curvature) / dot(change, change));
      isFresh = false;
      update(inverse, step, change, curvature, size);
    }
    ({ at, value, gradient } = found);
  }
  return { at, value, gradient, ended: 'long' };
}

/** The same in one go. */
export function minimise(
  objective: Objective,
  start: ArrayLike<number>,
  options: MinimiseOptions = {},
): MinimumPoint {
  const search = minimising(objective, start, options);
  for (;;) {
    const { done, value } = search.next();
    if (done) return value;
  }
}

function identity(size: number): Float64Array<ArrayBuffer> {
  const values = new Float64Array(size * size);
  for (let i = 0; i < size; i++) values[i * size + i] = 1;
  return values;
}

function downhill(inverse: Float64Array, gradient: Float64Array, size: number): Float64Array {
  const direction = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) direction[i] -= inverse[i * size + j] * gradient[j];
  }
  return direction;
}

/** The inverse curvature after a step: (I - ρsyᵀ) H (I - ρysᵀ) + ρssᵀ. */
function update(
  inverse: Float64Array,
  step: Float64Array,
  change: Float64Array,
  curvature: number,
  size: number,
): void {
  const moved = downhill(inverse, change, size); // minus H y
  const factor = (1 - dot(change, moved) / curvature) / curvature;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      inverse[i * size + j] +=
        factor * step[i] * step[j] + (moved[i] * step[j] + step[i] * moved[j]) / curvature;
    }
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += a[i] * b[i];
  return total;
}
