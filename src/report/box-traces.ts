import type { PlotlyObject } from '../display/figure.js';
import type { BoxNumbers } from '../stats/box-numbers.js';

const WIDTH = 0.5;
const CAP = 0.12;

/**
 * Box plots drawn with bars, lines and marks, which the smallest bundle of Plotly has; boxes it has not. They stand at 0,
 * 1, 2, … of their axis; lying ones count from the top down where the axis does.
 */
export function boxTraces(
  boxes: readonly BoxNumbers[],
  colors: readonly string[],
  isLying: boolean,
): PlotlyObject[] {
  const places = boxes.map((_, i) => i);
  const oriented = (along: readonly unknown[], values: readonly unknown[]) =>
    isLying ? { x: values, y: along } : { x: along, y: values };
  const segments = (pieces: readonly (readonly [number, number, number, number])[]) =>
    oriented(
      pieces.flatMap(([from, , to]) => [from, to, null]),
      pieces.flatMap(([, start, , end]) => [start, end, null]),
    );
  const whiskers = boxes.flatMap(({ low, lower, upper, high }, i) => [
    [i, low, i, lower] as const,
    [i, upper, i, high] as const,
    [i - CAP, low, i + CAP, low] as const,
    [i - CAP, high, i + CAP, high] as const,
  ]);
  const medians = boxes.map(({ median }, i) => [i - WIDTH / 2, median, i + WIDTH / 2, median] as const);
  const outliers = boxes.flatMap((box, i) => box.outliers.map((value) => ({ i, value })));
  return [
    {
      type: 'scatter',
      mode: 'lines',
      ...segments(whiskers),
      line: { color: '#808080', width: 1.5 },
      hoverinfo: 'skip',
    },
    {
      type: 'bar',
      ...(isLying ? { orientation: 'h' } : {}),
      ...oriented(
        places,
        boxes.map(({ lower, upper }) => upper - lower),
      ),
      base: boxes.map(({ lower }) => lower),
      width: WIDTH,
      marker: { color: colors },
      hovertext: boxes.map(({ median }) => `median ${median.toFixed(2)}`),
      hoverinfo: 'text',
    },
    {
      type: 'scatter',
      mode: 'markers',
      ...oriented(
        outliers.map(({ i }) => i),
        outliers.map(({ value }) => value),
      ),
      marker: { color: outliers.map(({ i }) => colors[i]), size: 5, symbol: 'circle-open' },
      hoverinfo: isLying ? 'x' : 'y',
    },
    // Where all values are the same there is no box: gray around the median is seen on light and on dark ground.
    ...[
      { color: '#808080', width: 7 },
      { color: '#222222', width: 3 },
    ].map((line) => ({ type: 'scatter', mode: 'lines', ...segments(medians), line, hoverinfo: 'skip' })),
  ];
}
