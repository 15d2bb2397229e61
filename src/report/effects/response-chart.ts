import { formatNumber } from '../../core/format.js';
import type { TableCell } from '../../display/bundle.js';
import { chartLayout, emptyLayout, nameAxis, numberAxis } from '../../display/chart-layout.js';
import { counted } from '../../display/counted.js';
import { type Figure, figure } from '../../display/figure.js';
import { isolated } from '../../display/isolated.js';
import { REST_COLOR, segmentStyles } from '../../display/palette.js';
import type { ResponseBySegment } from '../../measure/usefulness/response-by-segment.js';
import { effectFactor, effectWithInterval, signedEffect } from './effect-words.js';
import { intervalRange, intervalRows } from './interval-rows.js';

/**
 * What a treatment does in each segment, with intervals. Segments with an arm below the minimum stay empty.
 *
 * @example
 * const treated = segmentation.ids.map((_, i) => i % 2 === 0);
 * const response = responseBySegment({ segmentation, treated, outcome: treated.map((is, i) => Number(is) + (i % 7)) });
 * responseChart(response).content.title; // 'Effect by segment'
 */
export function responseChart(
  response: ResponseBySegment,
  options: { readonly title?: string } = {},
): Figure {
  const { segments, outcome, minimum, because } = response;
  const factor = effectFactor(outcome);
  const styles = segmentStyles(segments);
  const shown = segments.flatMap(({ name, effect }, s) =>
    effect === undefined ? [] : [{ name, effect, place: s, ...styles[s] }],
  );
  const inWords = ({ name, effect }: (typeof shown)[number]) =>
    `${isolated(name)}: ${effectWithInterval(effect, outcome)}`;
  const unit = outcome === 'yes or no' ? 'percentage points' : 'in the unit of the outcome';
  const effects = shown.map(({ effect }) => effect);
  const data = intervalRows(
    shown.map((row) => ({
      color: row.color,
      symbol: row.symbol,
      estimate: row.effect,
      text: signedEffect(row.effect.value, outcome),
      hover: inWords(row),
    })),
    shown.map(({ place }) => place),
    factor,
  );
  const customers = segments.reduce((sum, { treated, control }) => sum + treated + control, 0);
  const percent = formatNumber(shown[0]?.effect.confidence ?? 0.95, { style: 'percent' });
  return figure(
    {
      title: options.title ?? 'Effect by segment',
      caption: `${because} Mark: treated less control; line: ${percent} interval. Segments with fewer than ${minimum} customers in an arm have none.`,
      alternativeText:
        shown.length === 0
          ? 'Chart without marks: no segment has enough customers in both arms.'
          : `Chart of effects with intervals. A row for each segment; horizontal axis: treated less control, ${unit}. ${shown.map(inWords).join('; ')}.`,
      source: `${counted(customers, 'customer')} of an experiment`,
      table: {
        kind: 'table',
        caption: 'Effects by segment',
        columns: [
          { name: 'segment', title: 'Segment' },
          { name: 'effect', title: 'Treated less control', align: 'right', unit },
          { name: 'low', title: 'Low', align: 'right', unit },
          { name: 'high', title: 'High', align: 'right', unit },
          { name: 'n', title: 'Customers in both arms', align: 'right' },
        ],
        rows: shown.map(({ name, effect }): TableCell[] => [
          name,
          effect.value * factor,
          effect.low * factor,
          effect.high * factor,
          effect.n,
        ]),
        totalRows: shown.length,
      },
    },
    shown.length === 0 ? [] : data,
    shown.length === 0
      ? emptyLayout('No segment has enough customers in both arms.')
      : chartLayout(90 + 44 * segments.length, {
          xaxis: numberAxis(`Treated less control (${unit})`, {
            range: intervalRange(effects, [0], factor),
            zeroline: true,
            zerolinewidth: 2,
            zerolinecolor: REST_COLOR,
            fixedrange: true,
          }),
          yaxis: nameAxis(segments.map(({ name }) => name)),
        }),
  );
}
