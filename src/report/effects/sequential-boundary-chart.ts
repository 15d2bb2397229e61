import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import type { TableCell } from '../../display/bundle.js';
import { chartLayout, numberAxis } from '../../display/chart-layout.js';
import { counted } from '../../display/counted.js';
import { type Figure, figure } from '../../display/figure.js';
import { REST_COLOR, SEGMENT_COLORS } from '../../display/palette.js';
import { normalQuantile } from '../../stats/normal-quantile.js';
import type { GroupSequential } from '../../stats/sequential/group-sequential.js';

/** What was seen at a look. */
export interface ObservedLook {
  /** Effect over its standard error; above 0 the treated have more. */
  readonly z: number;
}

/**
 * How large a difference has to be at each look to stop, and what was seen at the looks so far.
 *
 * @param plan - What `groupSequential` gives.
 * @param observed - One a look, in the order of the looks; default none.
 * @throws {InputError} For more observed looks than planned, and a z that is not finite.
 *
 * @example
 * sequentialBoundaryChart(groupSequential({ looks: 5, boundary: 'obrien-fleming' }), [{ z: 0.8 }, { z: 1.9 }]);
 */
export function sequentialBoundaryChart(
  plan: GroupSequential,
  observed: readonly ObservedLook[] = [],
  options: { readonly title?: string } = {},
): Figure {
  const { looks, alpha, method } = plan;
  if (observed.length > looks.length) {
    throw new InputError(
      `sequentialBoundaryChart: ${observed.length} looks were seen, ${looks.length} are planned.`,
    );
  }
  const wrong = observed.findIndex(({ z }) => !Number.isFinite(z));
  if (wrong >= 0) {
    throw new InputError(
      `sequentialBoundaryChart: z of look ${wrong + 1} is ${observed[wrong].z}. It has to be finite.`,
    );
  }
  const single = normalQuantile(1 - alpha / 2);
  const parts = looks.map(({ information }) => 100 * information);
  const crossed = observed.findIndex(({ z }, i) => Math.abs(z) >= looks[i].z);
  const top = 1.15 * Math.max(...looks.map(({ z }) => z), ...observed.map(({ z }) => Math.abs(z)));
  const digits = (z: number) => formatNumber(z, { digits: 2 });
  const percent = (part: number) => formatNumber(part, { style: 'percent', digits: 0 });
  const [line, seen] = SEGMENT_COLORS;
  const bound = (sign: 1 | -1) => ({
    type: 'scatter',
    mode: 'lines+markers',
    x: parts,
    y: looks.map(({ z }) => sign * z),
    line: { color: line, width: 2 },
    marker: { color: line, symbol: sign > 0 ? 'triangle-up' : 'triangle-down', size: 9 },
    hovertext: looks.map(
      ({ z, information }) => `${percent(information)} of the data: stop at ${digits(sign * z)}`,
    ),
    hoverinfo: 'text',
    cliponaxis: false,
  });
  const once = (sign: 1 | -1) => ({
    type: 'scatter',
    mode: 'lines',
    x: [0, 100],
    y: [sign * single, sign * single],
    line: { color: REST_COLOR, dash: 'dot', width: 2 },
    hoverinfo: 'skip',
  });
  const verdict =
    observed.length === 0
      ? 'No look yet.'
      : crossed >= 0
        ? `Look ${crossed + 1} crossed the boundary with ${digits(observed[crossed].z)}: stop.`
        : observed.length === looks.length
          ? 'All looks are over, none crossed the boundary: no effect is shown.'
          : `None of ${counted(observed.length, 'look')} crossed the boundary: go on.`;
  return figure(
    {
      title: options.title ?? 'When to stop: difference and boundary at each look',
      caption: `Blue: stop where the difference lies outside, so that all looks together give false alarms in ${percent(alpha)} of experiments (${method}). Dotted: the limit for a single look, ${digits(single)}; stopping there at any of these looks gives more. ${verdict}`,
      alternativeText: `Line chart. Horizontal axis: part of the data, up to ${percent(looks[looks.length - 1].information)}. Vertical axis: difference in standard errors. Boundaries, above and below 0: ${looks.map(({ z, information }) => `${digits(z)} at ${percent(information)}`).join(', ')}.${observed.length === 0 ? '' : ` Seen: ${observed.map(({ z }) => digits(z)).join(', ')}.`} ${verdict}`,
      source: `${counted(looks.length, 'look')}, ${method}`,
      table: {
        kind: 'table',
        caption: 'Boundary at each look',
        columns: [
          { name: 'look', title: 'Look', align: 'right' },
          {
            name: 'information',
            title: 'Part of the data',
            align: 'right',
            format: { style: 'percent', digits: 0 },
          },
          { name: 'z', title: 'Stop at', align: 'right', unit: 'standard errors', format: { digits: 4 } },
          { name: 'nominalP', title: 'Stop at p', align: 'right', format: { digits: 5 } },
          {
            name: 'spent',
            title: 'False alarms so far',
            align: 'right',
            format: { style: 'percent', digits: 2 },
          },
          { name: 'seen', title: 'Seen', align: 'right', format: { digits: 2 } },
        ],
        rows: looks.map(({ information, z, nominalP, spent }, i): TableCell[] => [
          i + 1,
          information,
          z,
          nominalP,
          spent,
          observed[i]?.z ?? null,
        ]),
        totalRows: looks.length,
      },
    },
    [
      once(1),
      once(-1),
      bound(1),
      bound(-1),
      ...(observed.length === 0
        ? []
        : [
            {
              type: 'scatter',
              mode: 'lines+markers+text',
              x: parts.slice(0, observed.length),
              y: observed.map(({ z }) => z),
              line: { color: seen, width: 3 },
              marker: {
                color: seen,
                symbol: observed.map((_, i) => (i === crossed ? 'star' : 'circle')),
                size: observed.map((_, i) => (i === crossed ? 15 : 9)),
              },
              text: observed.map(({ z }) => digits(z)),
              textposition: 'bottom center',
              hoverinfo: 'skip',
              cliponaxis: false,
            },
          ]),
    ],
    chartLayout(380, {
      xaxis: numberAxis('Part of the data (%)', { range: [0, 104], fixedrange: true }),
      yaxis: numberAxis('Difference (standard errors)', {
        range: [-top, top],
        zeroline: true,
        zerolinecolor: REST_COLOR,
        fixedrange: true,
      }),
    }),
  );
}
