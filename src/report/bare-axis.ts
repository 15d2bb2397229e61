import type { PlotlyObject } from '../display/figure.js';

/** An axis with the places of `nameAxis` and without the names, which stand at the panel beside it. */
export function bareAxis(places: number): PlotlyObject {
  return {
    range: [places - 0.5, -0.5],
    showticklabels: false,
    showgrid: false,
    zeroline: false,
    fixedrange: true,
  };
}
