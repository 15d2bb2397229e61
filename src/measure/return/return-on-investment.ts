import { checkGiven } from '../../core/check-given.js';
import type { Estimate } from '../../core/estimate.js';
import { InputError } from '../../core/input-error.js';
import { breathe, currentTask, type Task } from '../../core/task.js';
import { DISPLAY_KEY, type Displayable } from '../../display/bundle.js';
import { contentBundle } from '../../display/content-bundle.js';
import { checkConfidence } from '../../stats/check-confidence.js';
import { holm } from '../../stats/holm.js';
import {
  type CustomerValues,
  checkSegmented,
  type SegmentedCustomers,
  valuesOf,
  yesNoOf,
} from '../scoreboard/customer-values.js';
import type { ScoreboardMeasure } from '../scoreboard/measured-segments.js';
import type { BreakEven } from './break-even.js';
import { checkMoney } from './check-money.js';
import { type ContactCost, costOfCustomers } from './contact-cost.js';
import type { OpenEstimate } from './open-estimate.js';
import { type ReturnFacts, returnOfCustomers } from './return-of-customers.js';
import { returnContent, returnVerdict } from './return-words.js';

/** What `returnOnInvestment` is made of. */
export interface ReturnOptions {
  /** Made before the campaign. */
  readonly segmentation: SegmentedCustomers;
  /** Who was contacted, drawn by lot; the others are the control group. */
  readonly treated: CustomerValues;
  /** Money of every customer after the contact, that of the control group too; 0 for who bought nothing. */
  readonly money: CustomerValues;
  /** Who converted; without it nothing is said of conversions. */
  readonly converted?: CustomerValues;
  readonly cost: ContactCost;
  /** Share of the money that remains after goods, above 0 to 1; default 1, for money that is margin already. */
  readonly marginShare?: number;
  /** For example `EUR`. */
  readonly currency: string;
  /**
   * Interval of the return: `fieller` (default); `delta`; or `bootstrap`, studentised, for very skewed money. The first two
   * are the same where every contact costs the same.
   */
  readonly interval?: 'fieller' | 'delta' | 'bootstrap';
  /** Seed of the bootstrap, which needs one. */
  readonly seed?: number;
  /** Draws of the bootstrap, default 2,000. */
  readonly draws?: number;
  /** Fewest customers of an arm in a segment to be measured, 2 or more; default 10. */
  readonly minimum?: number;
  /** Confidence of intervals, default 0.95. */
  readonly confidence?: number;
}

/** What contacting a segment, or all customers, brought. What is `undefined` was not measured; `flags` say why. */
export interface ReturnRow {
  readonly key: string;
  readonly name: string;
  readonly treated: number;
  readonly control: number;
  /** Mean money of a customer; `undefined` without customers. */
  readonly treatedMoney: number | undefined;
  readonly controlMoney: number | undefined;
  /** Extra money of a contacted customer, before the margin is taken. */
  readonly effect: Estimate | undefined;
  /** Extra money of all contacted customers together. */
  readonly incrementalMoney: Estimate | undefined;
  /** Points of conversion added, and conversions among all contacted customers. */
  readonly conversionEffect: Estimate | undefined;
  readonly incrementalConversions: Estimate | undefined;
  /** Extra cost of contacting, with the part of the fixed cost. */
  readonly cost: number;
  /** Extra money that remains, less cost, of all contacted customers together. */
  readonly net: Estimate | undefined;
  /** Net over cost: −1 all is lost, 0 break-even, 1 each unit of money comes back twice. */
  readonly return: Estimate | undefined;
  readonly costPerConversion: OpenEstimate | undefined;
  readonly breakEven: BreakEven | undefined;
  /** What is saved by not contacting these customers again; below 0: what is given up. */
  readonly notContacting: Estimate | undefined;
  /** Of a net gain of 0, two-sided; and the same corrected for the number of segments (Holm). */
  readonly p: number | undefined;
  readonly corrected: number | undefined;
  /** `contact` or `leave alone` where the corrected p is below 1 less the confidence. */
  readonly decision: 'contact' | 'leave alone' | 'not known';
  readonly flags: readonly string[];
}

/** What a campaign returned, over all customers and by segment. It displays as a table. */
export interface ReturnOnInvestment extends Displayable {
  readonly all: ReturnRow;
  /** In the order of the segmentation. */
  readonly segments: readonly ReturnRow[];
  readonly currency: string;
  readonly confidence: number;
  readonly minimum: number;
  readonly because: string;
  /** The return, as a scoreboard takes it. */
  readonly measure: ScoreboardMeasure;
}

/** What is known of some customers before it is measured. */
export type ReturnMeasure = Omit<ReturnRow, 'key' | 'name' | 'corrected' | 'decision'>;

/**
 * What a campaign returned, measured against a control group: extra money less cost, over cost, with its interval; extra
 * conversions and what one costs; what it would take to break even; and what is saved where contacting does not pay. The same
 * for each segment.
 *
 * The control group carries all: revenue of customers who would have bought anyway is no return.
 *
 * @throws {InputError} For values that do not fit the customers, no one contacted or no control group, a cost below 0, a
 *   margin share out of range, and a bootstrap without a seed.
 *
 * O(customers): 100,000 take about 0.5 s; with the bootstrap O(draws × customers).
 * Source: Lewis and Rao, "The unfavorable economics of measuring the returns to advertising", Q. J. Econ. 130 (2015)
 * 1941-1973; Fieller, J. R. Stat. Soc. B 16 (1954) 175-185; Newcombe, Stat. Med. 17 (1998) 873-890; Holm, Scand. J. Stat. 6
 * (1979) 65-70.
 *
 * @example
 * const treated = Array.from({ length: 200 }, (_, i) => i % 2 === 0);
 * const money = treated.map((is, i) => (i % 10 < 2 ? 40 : 0) + (is ? 3 : 0));
 * const found = await returnOnInvestment({ segmentation, treated, money, cost: { each: 2 }, currency: 'EUR' });
 * found.all.return!.value; // 0.5
 */
export async function returnOnInvestment(
  options: ReturnOptions,
  task: Task = currentTask(),
): Promise<ReturnOnInvestment> {
  checkGiven('returnOnInvestment', options);
  const who = 'returnOnInvestment';
  const { segmentation, minimum = 10, confidence = 0.95, marginShare = 1, currency } = options;
  const { interval = 'fieller', seed, draws = 2000 } = options;
  checkConfidence(who, confidence);
  if (!Number.isInteger(minimum) || minimum < 2) {
    throw new InputError(`${who}: minimum is ${minimum}. It is a number of customers, from 2 on.`);
  }
  if (!(marginShare > 0 && marginShare <= 1)) {
    throw new InputError(`${who}: marginShare is ${marginShare}. It is above 0 and at most 1.`);
  }
  if (interval === 'bootstrap' && seed === undefined) {
    throw new InputError(`${who}: the bootstrap needs a seed, any whole number.`);
  }
  checkSegmented(who, segmentation);
  const { ids, labels, segments } = segmentation;
  const treated = yesNoOf(who, 'treated', options.treated, ids);
  const money = valuesOf(who, 'money', options.money, ids);
  checkMoney(who, 'money', money, ids);
  const converted =
    options.converted === undefined ? undefined : yesNoOf(who, 'converted', options.converted, ids);
  const count = treated.reduce((total, value) => total + value, 0);
  if (count === 0 || count === ids.length) {
    throw new InputError(
      `${who}: ${count} of ${ids.length} customers were contacted. A return is measured against customers who were not, drawn by lot.`,
    );
  }
  const cost = costOfCustomers(who, options.cost, treated, ids);
  const facts: ReturnFacts = { treated, money, converted, cost, contacted: count };
  const settings = { minimum, confidence, marginShare, interval, seed: seed ?? 0, draws };
  const members = segments.map((): number[] => []);
  labels.forEach((label, i) => {
    members[label].push(i);
  });
  const all = await returnOfCustomers(
    facts,
    ids.map((_, i) => i),
    settings,
    task,
  );
  const measured: ReturnMeasure[] = [];
  for (const own of members) {
    await breathe(task);
    measured.push(await returnOfCustomers(facts, own, settings, task));
  }
  const known = measured.filter(({ p }) => p !== undefined);
  const corrected = holm(known.map(({ p }) => p!));
  const row = (key: string, name: string, each: ReturnMeasure, p: number | undefined): ReturnRow => ({
    key,
    name,
    ...each,
    corrected: p,
    decision:
      p === undefined || p >= 1 - confidence || each.net!.value === 0
        ? 'not known'
        : each.net!.value > 0
          ? 'contact'
          : 'leave alone',
  });
  const shares = members.map((own) => own.reduce((total, i) => total + treated[i], 0) / (own.length || 1));
  const overall = row('all', 'All customers', withShares(all, shares, members), all.p);
  const rows = segments.map(({ key, name }, s) =>
    row(key, name, measured[s], corrected[known.indexOf(measured[s])]),
  );
  const result = { all: overall, segments: rows, currency, confidence, minimum };
  const because = returnVerdict(result);
  const measure: ScoreboardMeasure = {
    bySegment: Object.fromEntries([...rows, overall].map((each) => [each.key, each.return])),
    label: 'Return on the campaign',
    unit: 'share',
  };
  return { ...result, because, measure, [DISPLAY_KEY]: () => contentBundle(returnContent(result, because)) };
}

/** A control group that weighs segments otherwise than the contacted customers is no control of all. */
function withShares(
  all: ReturnMeasure,
  shares: readonly number[],
  members: readonly (readonly number[])[],
): ReturnMeasure {
  const n = all.treated + all.control;
  const share = all.treated / n;
  const square = shares.reduce((total, own, s) => total + members[s].length * (own - share) ** 2, 0);
  const degrees = members.filter((own) => own.length > 0).length - 1;
  // far beyond what a lot gives: 6 standard deviations of chi-squared above its mean
  if (degrees < 1 || square / (share * (1 - share)) < degrees + 6 * Math.sqrt(2 * degrees)) return all;
  const flag =
    'The share of contacted customers differs between segments: read the segments, not the row of all.';
  return { ...all, flags: [...all.flags, flag] };
}
