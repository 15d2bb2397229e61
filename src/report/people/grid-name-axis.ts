import { nameAxis } from '../../display/chart-layout.js';
import type { PlotlyObject } from '../../display/figure.js';
import { gridNames } from './grid-names.js';

/** The axis of names above the columns of a grid: lying where there is room, else upright. */
export function gridNameAxis(names: readonly string[]): PlotlyObject {
  return nameAxis(names, {
    side: 'top',
    ticktext: gridNames(names),
    range: [-0.5, names.length - 0.5],
    autotickangles: [0, -90],
  });
}
