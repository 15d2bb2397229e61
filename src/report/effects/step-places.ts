import type { SurvivalCurve } from '../../stats/survival/kaplan-meier.js';

/** A step line as corners, from time 0. */
export interface StepPlaces {
  readonly times: number[];
  readonly survival: number[];
  readonly low: number[];
  readonly high: number[];
}

/** Steps along the time that is drawn; nearer ones are drawn as one, at the later time. */
const STEPS = 160;

/** Corners of a curve up to a time; only times with events are steps. */
export function stepPlaces(curve: SurvivalCurve, until: number): StepPlaces {
  const places: StepPlaces = { times: [], survival: [], low: [], high: [] };
  const add = (time: number, survival: number, low: number, high: number) => {
    places.times.push(time);
    places.survival.push(survival);
    places.low.push(low);
    places.high.push(high);
  };
  let before: [number, number, number] = [1, 1, 1];
  add(0, ...before);
  const steps = [...curve.times.keys()].filter((i) => curve.events[i] > 0 && curve.times[i] <= until);
  let last = -Infinity;
  steps.forEach((i, place) => {
    const time = curve.times[i];
    if (time - last < until / STEPS && place < steps.length - 1) return;
    last = time;
    add(time, ...before);
    before = [curve.survival[i], curve.low[i], curve.high[i]];
    add(time, ...before);
  });
  add(Math.min(until, curve.times[curve.times.length - 1]), ...before);
  return places;
}

/** A column of a curve at a time: 1 before the first. */
export function valueAt(
  curve: SurvivalCurve,
  time: number,
  name: 'survival' | 'low' | 'high' = 'survival',
): number {
  let value = 1;
  for (let i = 0; i < curve.times.length && curve.times[i] <= time; i++) value = curve[name][i];
  return value;
}
