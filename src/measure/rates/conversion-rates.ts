import type { SegmentationOrigin } from '../../cluster/segmentation.js';
import { checkGiven } from '../../core/check-given.js';
import { compareText } from '../../core/compare-text.js';
import type { Estimate } from '../../core/estimate.js';
import { InputError } from '../../core/input-error.js';
import { checkColumns, type Table } from '../../core/table.js';
import { unknownName } from '../../core/unknown-name.js';
import { DISPLAY_KEY, type Displayable } from '../../display/bundle.js';
import { contentBundle } from '../../display/content-bundle.js';
import { type ClusteredShare, clusteredShare } from '../../stats/rates/clustered-share.js';
import { differenceOfEstimates } from '../../stats/rates/difference-of-estimates.js';
import { rateRatio } from '../../stats/rates/rate-ratio.js';
import {
  checkMeasuring,
  type MeasuredGroup,
  type MeasuredSegments,
  measuredGroups,
  rowPositions,
  type ScoreboardMeasure,
  textColumn,
  yesNoColumn,
} from '../scoreboard/measured-segments.js';
import { conversionRatesContent } from './conversion-rates-content.js';

/** What `conversionRates` reads. */
export interface ConversionRatesOptions<Contact extends object> {
  readonly segmentation: MeasuredSegments;
  /** One row a contact: a customer may have several, in one arm. */
  readonly contacts: Table<Contact>;
  /** Column with the customer, default `customerId`. */
  readonly id?: string;
  /** Column with the outcome, 0 or 1, default `converted`. */
  readonly converted?: string;
  /** Column with the channel; left out: channels are not told apart. */
  readonly channel?: string;
  /** Column with the arm of an experiment; needs `control`. */
  readonly arm?: string;
  /** The arm that the others are compared with. Without arms a segment is compared with all other customers. */
  readonly control?: string;
  /** Fewest customers that are displayed, default 10. */
  readonly minimum?: number;
  /** Confidence of intervals, default 0.95. */
  readonly confidence?: number;
}

/** Conversion of one segment, or of all customers, on one channel and in one arm. */
export interface ConversionRate {
  readonly key: string;
  readonly name: string;
  /** `undefined`: all channels. */
  readonly channel: string | undefined;
  /** `undefined`: arms are not told apart. */
  readonly arm: string | undefined;
  readonly customers: number;
  readonly contacts: number;
  /** Contacts that converted. */
  readonly converted: number;
  /** Converted of all contacts, with Wilson's interval; customers with several contacts count as one. */
  readonly rate: ClusteredShare | undefined;
  /** Rate less that of what it is compared with (Newcombe's interval); `undefined` where either is empty, and for the control. */
  readonly difference: Estimate | undefined;
  /** Rate over that of what it is compared with, with the score interval; `undefined` also where nobody converted there. */
  readonly ratio: Estimate | undefined;
  /** `ratio` less 1: 0.2 is a fifth more. */
  readonly lift: Estimate | undefined;
  /** Fewer customers than the minimum: not displayed. */
  readonly masked: boolean;
}

/** Conversion rates by segment, channel and arm. They display as a table. */
export interface ConversionRates extends Displayable {
  /** Segments in their order, then all customers; in each all channels, then each by code point; in each the control first. */
  readonly rows: readonly ConversionRate[];
  readonly against: 'control' | 'other customers';
  readonly control: string | undefined;
  /** Rows of customers outside the segmentation. */
  readonly rowsOutside: number;
  readonly minimum: number;
  readonly confidence: number;
  readonly origin: SegmentationOrigin | undefined;
  /** Rates over all channels for a scoreboard: of all arms but the control. */
  readonly measure: ScoreboardMeasure;
}

/**
 * Conversion rates by segment and channel with Wilson's interval, each compared with the control group, or without one with
 * all other customers on the same channel: difference, ratio and lift. Differences from other customers say that segments
 * are unlike, not that a campaign worked: that takes a control group.
 *
 * Contacts of one customer are not independent; their rate gets the interval that its customers allow.
 *
 * @throws {InputError} For missing columns, an outcome that is neither 0 nor 1, a customer in two arms, arms without control or
 *   a control that is no arm, and rows of which none is of a customer of the segmentation.
 *
 * O(contacts · groups). Source: see `clusteredShare`, `differenceOfEstimates` and `rateRatio`.
 *
 * @example
 * const rates = conversionRates({ segmentation, contacts: campaign, arm: 'arm', control: 'none' });
 * rates.rows.length; // 10
 */
export function conversionRates<Contact extends object>(
  options: ConversionRatesOptions<Contact>,
): ConversionRates {
  checkGiven('conversionRates', options);
  const who = 'conversionRates';
  const {
    segmentation,
    id = 'customerId',
    converted = 'converted',
    minimum = 10,
    confidence = 0.95,
  } = options;
  const { channel, arm, control } = options;
  const contacts = options.contacts as unknown as Table;
  checkMeasuring(who, minimum, confidence);
  const groups = measuredGroups(who, segmentation);
  const named = [id, converted, channel, arm].filter((name) => name !== undefined);
  checkColumns(who, contacts, named);
  if ((arm === undefined) !== (control === undefined)) {
    throw new InputError(
      `${who}: ${arm === undefined ? 'a control needs the column of arms' : 'arms need their control group'}. Give both, \`arm\` and \`control\`, or neither.`,
    );
  }
  const { positions, rowsOutside } = rowPositions(who, contacts, id, segmentation.ids);
  const outcomes = yesNoColumn(who, contacts, converted);
  const channels = channel === undefined ? undefined : textColumn(contacts, channel);
  const arms = arm === undefined ? undefined : textColumn(contacts, arm);
  const armNames = arms === undefined ? [undefined] : namesFrom(arms, control!);
  if (arms !== undefined) checkOneArm(positions, arms, segmentation.ids);
  const channelNames =
    channels === undefined ? [undefined] : [undefined, ...[...new Set(channels)].sort(compareText)];

  const rowsOf = groups.map((): number[] => []);
  const everything = rowsOf[groups.length - 1];
  const { labels } = segmentation;
  positions.forEach((position, row) => {
    if (position === -1) return;
    rowsOf[labels[position]].push(row);
    everything.push(row);
  });
  const counted = (rows: readonly number[]) =>
    countContacts(rows, positions, outcomes, segmentation.ids.length);
  const rows = groups.flatMap((group, g) =>
    channelNames.flatMap((channelName) => {
      const isHere = (row: number) => channelName === undefined || channels![row] === channelName;
      const here = rowsOf[g].filter(isHere);
      const inArm = (armName: string | undefined) =>
        counted(armName === undefined ? here : here.filter((row) => arms![row] === armName));
      const reference =
        arms === undefined
          ? counted(
              group.key === 'all'
                ? []
                : everything.filter((row) => labels[positions[row]] !== g && isHere(row)),
            )
          : inArm(control);
      return armNames.map((armName) =>
        rateRow(group, channelName, armName, inArm(armName), {
          reference: armName !== undefined && armName === control ? undefined : reference,
          minimum,
          confidence,
        }),
      );
    }),
  );
  const measure: ScoreboardMeasure = {
    label: 'Conversion',
    unit: 'share',
    bySegment: Object.fromEntries(
      groups.map(({ key }, g) => {
        const { successes, trials } = counted(
          arms === undefined ? rowsOf[g] : rowsOf[g].filter((row) => arms[row] !== control),
        );
        return [key, trials.length === 0 ? undefined : clusteredShare(successes, trials, confidence)];
      }),
    ),
  };
  const result = {
    rows,
    against: control === undefined ? ('other customers' as const) : ('control' as const),
    control,
    rowsOutside,
    minimum,
    confidence,
    origin: segmentation.origin,
    measure,
  };
  return { ...result, [DISPLAY_KEY]: () => contentBundle(conversionRatesContent(result)) };
}

/** Contacts by customer, and those that converted. */
interface ContactCounts {
  readonly successes: number[];
  readonly trials: number[];
}

function countContacts(
  rows: readonly number[],
  positions: Int32Array,
  outcomes: Uint8Array,
  customers: number,
): ContactCounts {
  const places = new Int32Array(customers).fill(-1);
  const successes: number[] = [];
  const trials: number[] = [];
  for (const row of rows) {
    let place = places[positions[row]];
    if (place === -1) {
      place = trials.length;
      places[positions[row]] = place;
      trials.push(0);
      successes.push(0);
    }
    trials[place]++;
    successes[place] += outcomes[row];
  }
  return { successes, trials };
}

function rateRow(
  { key, name }: MeasuredGroup,
  channel: string | undefined,
  arm: string | undefined,
  counts: ContactCounts,
  compared: { reference: ContactCounts | undefined; minimum: number; confidence: number },
): ConversionRate {
  const { reference, minimum, confidence } = compared;
  const total = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0);
  const share = ({ successes, trials }: ContactCounts) =>
    trials.length === 0 ? undefined : clusteredShare(successes, trials, confidence);
  const rate = share(counts);
  const other = reference === undefined ? undefined : share(reference);
  const both = rate === undefined || other === undefined ? undefined : ([rate, other] as const);
  const ratio = both === undefined ? undefined : ratioOf(...both);
  return {
    key,
    name,
    channel,
    arm,
    customers: counts.trials.length,
    contacts: total(counts.trials),
    converted: total(counts.successes),
    rate,
    difference: both === undefined ? undefined : differenceOfEstimates(...both),
    ratio,
    lift: ratio && { ...ratio, value: ratio.value - 1, low: ratio.low - 1, high: ratio.high - 1 },
    masked: counts.trials.length < minimum,
  };
}

function ratioOf(a: ClusteredShare, b: ClusteredShare): Estimate | undefined {
  const ratio = rateRatio(
    a.value * a.effectiveN,
    a.effectiveN,
    b.value * b.effectiveN,
    b.effectiveN,
    a.confidence,
  );
  return ratio && { ...ratio, value: a.value / b.value, n: a.n + b.n };
}

function namesFrom(arms: readonly string[], control: string): string[] {
  const names = [...new Set(arms)].sort(compareText);
  if (!names.includes(control)) throw unknownName('conversionRates', 'arm', control, names);
  return [control, ...names.filter((name) => name !== control)];
}

function checkOneArm(positions: Int32Array, arms: readonly string[], ids: readonly string[]): void {
  const first = new Map<number, number>();
  positions.forEach((position, row) => {
    if (position === -1) return;
    const before = first.get(position) ?? row;
    first.set(position, before);
    if (arms[before] === arms[row]) return;
    throw new InputError(
      `conversionRates: customer "${ids[position]}" is in arm "${arms[before]}" in row ${before + 1} and in arm "${arms[row]}" in row ${row + 1}. Campaigns that overlap cannot be told apart: give one of them.`,
      { column: 'arm' },
    );
  });
}
