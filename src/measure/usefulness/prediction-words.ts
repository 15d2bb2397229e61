import type { Estimate } from '../../core/estimate.js';
import { formatNumber } from '../../core/format.js';
import type { TableCell, TableContent } from '../../display/bundle.js';
import { intervalCell } from '../scoreboard/score-cells.js';
import type { OutOfTimePrediction, PredictionScore } from './out-of-time-prediction.js';

const PERCENT = { style: 'percent', digits: 1 } as const;

/** "12.0% (8.0 to 16.0)". */
export function percentOf(estimate: Estimate): string {
  return intervalCell(estimate, PERCENT);
}

/** "8.0 points (3.0 to 12.0)". */
export function pointsOf(estimate: Estimate): string {
  return `${intervalCell(estimate, { digits: 1 }, 100).replace(' (', ' points (')}`;
}

/** What the scores say, in sentences. */
export function predictionVerdict(scores: readonly PredictionScore[], what: string): string {
  const [own, ...others] = scores;
  const { explained } = own;
  const sentences = [
    explained.low > 0
      ? `The segments explain ${percentOf(explained)} of ${what}, on customers held out.`
      : explained.high < 0
        ? `The segments say nothing of ${what}: on customers held out they do worse than the mean of all, ${percentOf(explained)}.`
        : `Whether the segments tell anything of ${what} cannot be seen on customers held out: ${percentOf(explained)}.`,
  ];
  for (const { name, explained: its, moreThanSegments: more } of others) {
    const verb = name === 'plain RFM' ? 'explains' : 'explain';
    const facts = `${name[0].toUpperCase()}${name.slice(1)} ${verb} ${percentOf(its)}`;
    if (more === undefined) continue;
    if (more.low > 0 && its.low > 0) sentences.push(`${facts}, more than the segments by ${pointsOf(more)}.`);
    else if (more.high < 0 && explained.low > 0)
      sentences.push(`${facts}, less than the segments by ${pointsOf(negated(more))}.`);
    else sentences.push(`${facts}; which of the two tells more cannot be seen, ${pointsOf(more)}.`);
  }
  return sentences.join(' ');
}

function negated(estimate: Estimate): Estimate {
  return { ...estimate, value: -estimate.value, low: -estimate.high, high: -estimate.low };
}

/** The scores as a table. */
export function predictionContent(
  { scores, unknown, outcome, customers, folds, because }: Omit<OutOfTimePrediction, symbol>,
  what: string,
): TableContent {
  const isYesNo = outcome === 'yes or no';
  const rows = scores.map(({ name, explained, moreThanSegments, error, area }): TableCell[] => [
    name[0].toUpperCase() + name.slice(1),
    percentOf(explained),
    moreThanSegments === undefined ? null : pointsOf(moreThanSegments),
    error,
    ...(isYesNo ? [area ?? null] : []),
  ]);
  rows.push(['Nothing known', '0%', null, unknown, ...(isYesNo ? [0.5] : [])]);
  return {
    kind: 'table',
    caption: `How well ${what} is told`,
    columns: [
      { name: 'by', title: 'By' },
      { name: 'explained', title: 'Explained', align: 'right' },
      { name: 'more', title: 'More than the segments', align: 'right' },
      { name: 'error', title: isYesNo ? 'Brier score' : 'Root mean squared error', align: 'right' },
      ...(isYesNo ? [{ name: 'area', title: 'Area under the curve', align: 'right' as const }] : []),
    ],
    rows,
    totalRows: rows.length,
    note: `${because} ${formatNumber(customers)} customers in ${folds} parts, each predicted from the others; in brackets ${formatNumber(scores[0].explained.confidence, { style: 'percent' })} intervals.`,
  };
}
