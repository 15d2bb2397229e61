import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import { chartLayout, numberAxis } from '../../display/chart-layout.js';
import { type Figure, figure } from '../../display/figure.js';
import { SEGMENT_COLORS } from '../../display/palette.js';

/** Error of a network after one pass over the data. */
export interface TrainingEpoch {
  readonly epoch: number;
  /** Mean squared error on the customers it learned from. */
  readonly trainingError: number;
  /** The same on customers it did not learn from. */
  readonly validationError: number;
}

/**
 * Error by epoch, on the customers that were learned from and on those that decide when to stop.
 *
 * @throws {InputError} For an empty history.
 *
 * @example
 * trainingCurve(network.history);
 */
export function trainingCurve(
  history: readonly TrainingEpoch[],
  options: { readonly title?: string } = {},
): Figure {
  if (history.length === 0) throw new InputError('trainingCurve: the history is empty.');
  const last = history.length - 1;
  const best = history.reduce((a, b) => (b.validationError < a.validationError ? b : a));
  const learned = history.map(({ trainingError }) => trainingError);
  const validation = history.map(({ validationError }) => validationError);
  const line = (name: string, values: readonly number[], color: string, dash: string) => ({
    type: 'scatter',
    mode: history.length === 1 ? 'markers' : 'lines',
    name,
    x: history.map(({ epoch }) => epoch),
    y: values,
    line: { color, dash },
    hoverinfo: 'x+y',
  });
  const data = [
    line('learned from', learned, SEGMENT_COLORS[0], 'solid'),
    line('validation', validation, SEGMENT_COLORS[1], 'dash'),
  ];
  const error = (value: number) => formatNumber(value, { digits: 4 });
  return figure(
    {
      title: options.title ?? 'Error of the autoencoder while it learned',
      caption:
        'Lower is better. Where the dashed line rises while the other falls, the network learns the sample by heart.',
      alternativeText: `Line chart. Horizontal axis: epoch (passes over the data), from ${history[0].epoch} to ${history[last].epoch}. Vertical axis: mean squared error (no unit). Learned from: from ${error(learned[0])} to ${error(learned[last])}. Validation: from ${error(validation[0])} to ${error(validation[last])}, smallest ${error(best.validationError)} at epoch ${best.epoch}.`,
      table: {
        kind: 'table',
        caption: 'Error by epoch',
        columns: [
          { name: 'epoch', title: 'Epoch', align: 'right' },
          { name: 'trainingError', title: 'Learned from', align: 'right', format: { digits: 4 } },
          { name: 'validationError', title: 'Validation', align: 'right', format: { digits: 4 } },
        ],
        rows: history.map(({ epoch, trainingError, validationError }) => [
          epoch,
          trainingError,
          validationError,
        ]),
        totalRows: history.length,
      },
    },
    data,
    chartLayout(360, {
      showlegend: true, // the two lines often end too close for labels of their own
      legend: { orientation: 'h', x: 0, y: 1.02, yanchor: 'bottom' },
      xaxis: numberAxis('Epoch (passes over the data)'),
      yaxis: numberAxis('Mean squared error (no unit)', { rangemode: 'tozero' }),
    }),
  );
}
