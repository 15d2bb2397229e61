import { formatNumber } from '../../core/format.js';
import type { TableContent } from '../../display/bundle.js';
import { intervalCell } from '../scoreboard/score-cells.js';
import type { DifferenceInDifferences } from './difference-in-differences.js';

type Numbers = Omit<DifferenceInDifferences, symbol | 'because'>;

/** What before and after say, and what they cannot, in sentences. */
export function differenceVerdict({ effect, preTrend }: Numbers, what: string, from: string): string {
  const size = intervalCell(effect, {});
  const told =
    effect.low > 0 || effect.high < 0
      ? `Observational: from ${from} on ${what} of the treated changed by ${size} a period more than that of the others.`
      : `Observational: no difference in the change of ${what} is shown, ${size} a period.`;
  const limit = 'It is an effect of the treatment only if both would have changed alike without it.';
  if (preTrend === undefined) return `${told} ${limit} With one period before, that cannot be looked at.`;
  const slope = intervalCell(preTrend.slope, {});
  return preTrend.isParallel
    ? `${told} ${limit} Before, no difference of their trends is shown, ${slope} a period.`
    : `${told} Do not take it for an effect: before the treatment the groups were moving apart already, by ${slope} a period.`;
}

/** Periods as a table. */
export function differenceContent(
  { periods, treated, control, effect, because }: Omit<DifferenceInDifferences, symbol>,
  what: string,
): TableContent {
  return {
    kind: 'table',
    caption: `Observational: ${what} before and after, treated against others`,
    columns: [
      { name: 'period', title: 'Period' },
      { name: 'when', title: 'Treatment' },
      { name: 'treated', title: 'Mean, treated', align: 'right' },
      { name: 'control', title: 'Mean, others', align: 'right' },
      { name: 'apart', title: 'Further apart than just before', align: 'right' },
    ],
    rows: periods.map(({ period, isAfter, treated: a, control: b, apart }) => [
      period,
      isAfter ? 'after' : 'before',
      a,
      b,
      apart === undefined ? null : intervalCell(apart, {}),
    ]),
    totalRows: periods.length,
    note: `${because} ${formatNumber(treated)} treated, ${formatNumber(control)} others. In brackets ${formatNumber(effect.confidence, { style: 'percent' })} intervals.`,
  };
}
