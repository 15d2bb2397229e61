import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import { chartLayout, numberAxis } from '../../display/chart-layout.js';
import { type Figure, figure } from '../../display/figure.js';
import { REST_COLOR, SEGMENT_COLORS } from '../../display/palette.js';
import type { TreatmentBalance } from '../../measure/uplift/treatment-balance.js';

/**
 * Share of treated customers along the scores, and where 95% of its points lie by lot. A curve that bends says that treated and
 * control of a score are not alike in number, so that lot alone did not decide.
 *
 * @throws {InputError} For a balance without scores.
 *
 * @example
 * const treated = features.ids!.map((_, i) => i % 2 === 0);
 * balanceCurveChart(treatmentBalance({ features, treated, scores: features.ids!.map((_, i) => i % 10) }));
 */
export function balanceCurveChart(
  balance: TreatmentBalance,
  options: { readonly title?: string } = {},
): Figure {
  const { curve, treatedShare, byLot, because } = balance;
  if (curve.length === 0 || byLot === undefined) {
    throw new InputError(
      'balanceCurveChart: the balance was taken without scores. Give them to treatmentBalance.',
    );
  }
  const percent = (share: number) => formatNumber(share, { style: 'percent', digits: 1 });
  const level = (share: number, dash: string) => ({
    type: 'scatter',
    mode: 'lines',
    x: [0, 100],
    y: [100 * share, 100 * share],
    line: { color: REST_COLOR, dash, width: 1.5 },
    hoverinfo: 'skip',
  });
  const shares = curve.map((point) => point.treatedShare);
  const [least, most] = [Math.min(...shares), Math.max(...shares)];
  const tenths = curve.filter((_, i) => i % 5 === 0);
  return figure(
    {
      title: options.title ?? 'Share of treated along the scores',
      caption: `${because} Straight: share of treated among all; dotted: where 95% of the points lie by lot.`,
      alternativeText: `Line chart. Horizontal axis: customers by score, highest first, in percent. Vertical axis: share of treated. From ${percent(least)} to ${percent(most)}; among all ${percent(treatedShare)}, by lot within ${percent(byLot)} of it for 95% of the points.`,
      source: `${formatNumber(balance.treated)} treated and ${formatNumber(balance.control)} control`,
      table: {
        kind: 'table',
        caption: 'Share of treated along the scores',
        columns: [
          { name: 'place', title: 'Customers by score (%)', align: 'right', format: { digits: 0 } },
          { name: 'treatedShare', title: 'Treated', align: 'right', format: { style: 'percent', digits: 1 } },
        ],
        rows: tenths.map((point) => [100 * point.place, point.treatedShare]),
        totalRows: curve.length,
      },
    },
    [
      level(treatedShare, 'solid'),
      level(Math.max(0, treatedShare - byLot), 'dot'),
      level(Math.min(1, treatedShare + byLot), 'dot'),
      {
        type: 'scatter',
        mode: 'lines',
        x: curve.map((point) => 100 * point.place),
        y: shares.map((share) => 100 * share),
        line: { color: SEGMENT_COLORS[0], width: 3 },
        hoverinfo: 'x+y',
      },
    ],
    chartLayout(320, {
      xaxis: numberAxis('Customers by score, highest first (%)', { range: [-2, 106], fixedrange: true }),
      yaxis: numberAxis('Treated (%)', { fixedrange: true }),
    }),
  );
}
