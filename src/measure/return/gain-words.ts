import type { Estimate } from '../../core/estimate.js';
import { formatNumber } from '../../core/format.js';
import type { TableCell, TableContent } from '../../display/bundle.js';
import { counted } from '../../display/counted.js';
import { intervalCell } from '../scoreboard/score-cells.js';
import type { OutcomeByArm } from './outcome-by-arm.js';
import type { SegmentingGain } from './segmenting-gain.js';

type Found = Omit<SegmentingGain, symbol | 'because'>;

const PERCENT = { style: 'percent', digits: 0 } as const;
const SHARE = { style: 'percent', digits: 1 } as const;

/** Whether segmenting pays, in sentences. */
export function gainVerdict({
  verdict,
  returns,
  outcomes,
  segments,
  interaction,
  currency,
  confidence,
  minimum,
}: Found): string {
  const money = (estimate: Estimate) =>
    intervalCell(estimate, { digits: 2 }).replace(' (', ` ${currency} a customer (`);
  const level = 1 - confidence;
  const sentences: string[] = [];
  const { gain } = returns;
  if (gain === undefined) {
    sentences.push(`Not measured: an arm has fewer than ${minimum} customers.`);
  } else if (verdict === 'gain') {
    sentences.push(`Segmenting pays: by segment brings more than one message for all, by ${money(gain)}.`);
  } else if (verdict === 'loss') {
    sentences.push(
      `Segmenting loses money: by segment brings less than one message for all, ${money(gain)}.`,
    );
  } else {
    sentences.push(
      `No gain in money is shown: by segment less one message for all is ${money(gain)}. A gain of up to ${formatNumber(gain.high, { digits: 2 })} ${currency} a customer is not ruled out.`,
    );
  }
  const tested = outcomes.filter(({ gain: each }) => each !== undefined);
  const moved = tested.filter(({ corrected }) => corrected! < level);
  if (tested.length > 0) {
    const list = (some: readonly OutcomeByArm[]) =>
      some.map((each) => `${each.name}, ${differenceCell(each, each.gain)}`).join('; ');
    const [more, less] = [1, -1].map((sign) => moved.filter((each) => Math.sign(each.gain!.value) === sign));
    if (moved.length === 0) sentences.push('No gain in any other outcome.');
    if (more.length > 0) sentences.push(`Higher by segment: ${list(more)}.`);
    if (less.length > 0) sentences.push(`Lower by segment: ${list(less)}.`);
    const still = tested.filter((each) => !moved.includes(each)).map(({ name }) => name);
    if (moved.length > 0 && still.length > 0) sentences.push(`No gain shown in ${still.join(', ')}.`);
  }
  const sure = segments.filter(({ corrected }) => corrected !== undefined && corrected < level);
  if (interaction !== undefined) {
    const p = interaction.p < 0.001 ? 'p < 0.001' : `p = ${formatNumber(interaction.p, { digits: 3 })}`;
    sentences.push(
      interaction.p < level
        ? `The gain differs between segments (${p}).`
        : `That the gain differs between segments is not shown (${p}).`,
    );
  }
  if (sure.length > 0) {
    sentences.push(
      `Sure in a segment of its own: ${sure.map(({ name, gain: own }) => `${name}, ${money(own!)}`).join('; ')}.`,
    );
  }
  return sentences.join(' ');
}

/** "4.2 points (0.4 to 8.0)" of shares, else the difference. */
export function differenceCell({ kind }: OutcomeByArm, difference: Estimate | undefined): string {
  if (difference === undefined) return intervalCell(undefined, {});
  return kind === 'yes or no'
    ? intervalCell(difference, { digits: 1 }, 100).replace(' (', ' points (')
    : intervalCell(difference, { digits: 2 });
}

/** Outcomes by arm as a table, money last. */
export function gainContent(
  { arms, outcomes, returns, confidence, currency, minimum }: Found,
  because: string,
): TableContent {
  const column = (name: string, title: string) => ({ name, title, align: 'right' as const });
  const money = (estimate: Estimate | undefined) =>
    estimate === undefined ? null : intervalCell(estimate, PERCENT);
  const [none, one, own] = arms;
  return {
    kind: 'table',
    caption: 'No message, one message for all, a message by segment',
    columns: [
      { name: 'outcome', title: 'Outcome' },
      ...arms.map((arm) => column(`arm ${arm}`, arm)),
      column('one', `${one} less ${none}`),
      column('bySegment', `${own} less ${none}`),
      column('gain', `${own} less ${one}`),
      { ...column('corrected', 'p of the gain, corrected'), format: { digits: 4 } },
    ],
    rows: [
      ...outcomes.map((each): TableCell[] => [
        each.name,
        ...each.arms.map(({ customers, known, mean }) =>
          mean === undefined
            ? null
            : `${intervalCell(mean, each.kind === 'yes or no' ? SHARE : { digits: 2 })}${known < customers ? `, ${formatNumber(known)} of ${formatNumber(customers)} known` : ''}`,
        ),
        each.one === undefined ? null : differenceCell(each, each.one),
        each.bySegment === undefined ? null : differenceCell(each, each.bySegment),
        each.gain === undefined ? null : differenceCell(each, each.gain),
        each.corrected ?? null,
      ]),
      [
        'Return on cost',
        null,
        money(returns.one),
        money(returns.bySegment),
        null,
        null,
        returns.difference === undefined
          ? null
          : intervalCell(returns.difference, { digits: 0 }, 100).replace(' (', ' points ('),
        null,
      ],
      [
        `Net gain (${currency} a customer)`,
        null,
        null,
        null,
        null,
        null,
        returns.gain === undefined ? null : intervalCell(returns.gain, { digits: 2 }),
        returns.p ?? null,
      ],
    ],
    totalRows: outcomes.length + 2,
    note: `${because} In brackets ${formatNumber(confidence, { style: 'percent' })} intervals. ${returns.customers.map((n, a) => `${arms[a]}: ${n < minimum ? `fewer than ${minimum} customers` : counted(n, 'customer')}`).join('; ')}.`,
  };
}
