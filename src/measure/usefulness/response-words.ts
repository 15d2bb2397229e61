import type { Estimate } from '../../core/estimate.js';
import { formatNumber } from '../../core/format.js';
import type { TableCell, TableContent } from '../../display/bundle.js';
import type { Heterogeneity } from '../../stats/heterogeneity.js';
import { intervalCell } from '../scoreboard/score-cells.js';
import { pointsOf } from './prediction-words.js';
import type { ResponseBySegment, SegmentResponse } from './response-by-segment.js';

const LEVEL = 0.05;

/** "p = 0.031", "p < 0.001". */
export function pInWords(p: number): string {
  return p < 0.001 ? 'p < 0.001' : `p = ${formatNumber(p, { digits: 3 })}`;
}

function sizeOf(estimate: Estimate, yesNo: boolean): string {
  return yesNo ? pointsOf(estimate) : intervalCell(estimate, {});
}

/** Whether segments respond differently, in sentences. */
export function responseVerdict(
  segments: readonly SegmentResponse[],
  interaction: Heterogeneity | undefined,
  overall: Estimate | undefined,
  yesNo: boolean,
  what: string,
  minimum: number,
): string {
  const known = segments.filter(({ effect }) => effect !== undefined);
  const missing = segments.filter(({ effect }) => effect === undefined).map(({ name }) => name);
  const few =
    missing.length === 0
      ? ''
      : ` Not measured, with fewer than ${minimum} customers in an arm: ${missing.join(', ')}.`;
  if (interaction === undefined || overall === undefined) {
    return `Whether segments respond differently cannot be told: fewer than two of them have an effect that can be compared.${few}`;
  }
  const { q, degreesOfFreedom, p, spread } = interaction;
  const test = `Q = ${formatNumber(q)} on ${degreesOfFreedom} degrees of freedom, ${pInWords(p)}`;
  const [value, low, high] = [spread.value, spread.low, spread.high].map((each) =>
    formatNumber(yesNo ? each * 100 : each),
  );
  const unit = yesNo ? ' points' : '';
  const facts = `${value}${unit} (${low} to ${high})`;
  const moved = known.filter(({ corrected }) => corrected! < LEVEL);
  const list = moved.map(({ name, effect }) => `${name}, ${sizeOf(effect!, yesNo)}`).join('; ');
  const effects = moved.length === 0 ? 'No segment has an effect of its own that is sure.' : `Sure: ${list}.`;
  if (p < LEVEL) {
    return `Segments differ in how the treatment moves ${what} (${test}): the true effects have a standard deviation of ${facts}. ${effects}${few}`;
  }
  return `No sign that segments differ in how the treatment moves ${what} (${test}); a standard deviation of the true effects of up to ${high}${unit} is not excluded. Over all segments the effect is ${sizeOf(overall, yesNo)}. ${effects}${few}`;
}

/** The response of each segment as a table. */
export function responseContent(
  { outcome, segments, because }: Omit<ResponseBySegment, symbol>,
  what: string,
  confidence: number,
): TableContent {
  const yesNo = outcome === 'yes or no';
  const level = (value: number | undefined): TableCell =>
    value === undefined ? null : yesNo ? formatNumber(value, { style: 'percent', digits: 1 }) : value;
  return {
    kind: 'table',
    caption: `How the treatment moves ${what}, by segment`,
    columns: [
      { name: 'segment', title: 'Segment' },
      { name: 'treated', title: 'Treated', align: 'right' },
      { name: 'control', title: 'Control', align: 'right' },
      { name: 'treatedMean', title: 'Outcome, treated', align: 'right' },
      { name: 'controlMean', title: 'Outcome, control', align: 'right' },
      { name: 'effect', title: 'Effect', align: 'right' },
      { name: 'corrected', title: 'p, corrected', align: 'right', format: { digits: 4 } },
      { name: 'flags', title: 'Remarks' },
    ],
    rows: segments.map((segment): TableCell[] => [
      segment.name,
      segment.treated,
      segment.control,
      level(segment.treatedMean),
      level(segment.controlMean),
      segment.effect === undefined ? null : sizeOf(segment.effect, yesNo),
      segment.corrected ?? null,
      segment.flags.length === 0 ? null : segment.flags.join(' '),
    ]),
    totalRows: segments.length,
    note: `${because} In brackets ${formatNumber(confidence, { style: 'percent' })} intervals; p by Holm.`,
  };
}
