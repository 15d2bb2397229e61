import type { Estimate } from '../../core/estimate.js';
import { formatNumber } from '../../core/format.js';
import type { TableContent } from '../../display/bundle.js';
import { intervalCell } from '../scoreboard/score-cells.js';
import type { MatchedComparison } from './match-on-propensity.js';

type Numbers = Omit<MatchedComparison, symbol | 'because'>;

function sizeOf(estimate: Estimate, isYesNo: boolean): string {
  return isYesNo
    ? intervalCell(estimate, { digits: 1 }, 100).replace(' (', ' points (')
    : intervalCell(estimate, {});
}

/** What the pairs say, and what they cannot, in sentences. */
export function matchVerdict(result: Numbers, what: string): string {
  const { effect, unadjusted, outcome, unmatched, treated, balance, isBalanced } = result;
  const isYesNo = outcome === 'yes or no';
  const raw = isYesNo ? `${formatNumber(unadjusted * 100, { digits: 1 })} points` : formatNumber(unadjusted);
  const told =
    effect === undefined
      ? 'Observational: one pair only, no effect can be told.'
      : effect.low > 0 || effect.high < 0
        ? `Observational: among pairs who are alike the treated differ in ${what} by ${sizeOf(effect, isYesNo)}; without matching it would look like ${raw}.`
        : `Observational: among pairs who are alike no difference in ${what} is shown, ${sizeOf(effect, isYesNo)}; without matching it would look like ${raw}.`;
  const off = balance
    .filter(({ after }) => after === undefined || Math.abs(after) > 0.1)
    .map(({ column }) => column);
  const alike = isBalanced
    ? 'The columns lie within 0.1 standard deviations after matching.'
    : `Still apart after matching: ${off.join(', ')}. The difference may be theirs.`;
  const left =
    unmatched === 0
      ? ''
      : ` ${formatNumber(unmatched)} of ${formatNumber(treated)} treated have nobody like them: nothing is said of these.`;
  return `${told} ${alike}${left} What is not among the columns may set the groups apart: only an experiment rules it out.`;
}

/** Balance as a table. */
export function matchContent(
  { balance, pairs, controlsUsed, withReplacement, effect, because }: Omit<MatchedComparison, symbol>,
  what: string,
  caliper: number,
): TableContent {
  const how = withReplacement ? 'with replacement' : 'without replacement';
  const confidence =
    effect === undefined
      ? ''
      : ` In brackets the ${formatNumber(effect.confidence, { style: 'percent' })} interval.`;
  const within = Number.isFinite(caliper)
    ? `caliper ${formatNumber(caliper)} standard deviations`
    : 'no caliper';
  return {
    kind: 'table',
    caption: `Observational: ${what} of treated and others who are alike; how alike, in standard deviations`,
    columns: [
      { name: 'column', title: 'Column' },
      { name: 'before', title: 'Apart before matching', align: 'right', format: { digits: 3 } },
      { name: 'after', title: 'Apart after matching', align: 'right', format: { digits: 3 } },
    ],
    rows: balance.map(({ column, before, after }) => [
      column,
      before ?? 'without variation',
      after ?? 'without variation',
    ]),
    totalRows: balance.length,
    note: `${because} ${formatNumber(pairs)} pairs ${how} with ${formatNumber(controlsUsed)} of the others, ${within}.${confidence}`,
  };
}
