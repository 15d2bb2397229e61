import { checkGiven } from '../../core/check-given.js';
import type { Estimate } from '../../core/estimate.js';
import { InputError } from '../../core/input-error.js';
import { DISPLAY_KEY, type Displayable } from '../../display/bundle.js';
import { contentBundle } from '../../display/content-bundle.js';
import { counted } from '../../display/counted.js';
import { checkConfidence } from '../../stats/check-confidence.js';
import { type MeanContrast, meanContrast } from '../../stats/contrast/mean-contrast.js';
import { type Heterogeneity, heterogeneity } from '../../stats/heterogeneity.js';
import { holm } from '../../stats/holm.js';
import { checkSegmented, type SegmentedCustomers, valuesOf } from '../scoreboard/customer-values.js';
import { checkMoney } from './check-money.js';
import { checkArms } from './customer-arms.js';
import { gainContent, gainVerdict } from './gain-words.js';
import { type KnownValues, knownValues } from './known-values.js';
import { type OutcomeByArm, outcomeByArm } from './outcome-by-arm.js';

/** What the contacts of one arm cost. */
export interface ArmCost {
  /** For each contacted customer, from 0 on. */
  readonly each: number;
  /** Whatever the number of customers, default 0; for the segmented arm also what the segments cost. */
  readonly fixed?: number;
}

/** What `segmentingGain` is made of. */
export interface SegmentingOptions {
  /** Made before the campaign. */
  readonly segmentation: SegmentedCustomers;
  /** Arm of each customer, in their order, drawn by lot. */
  readonly arms: ArrayLike<string>;
  /** Names of the three arms: no message, one message for all, a message by segment. */
  readonly none: string;
  readonly one: string;
  readonly bySegment: string;
  /** Margin of each customer after the contact: money less cost of goods, in the order of the customers. */
  readonly margin: ArrayLike<number>;
  readonly cost: { readonly one: ArmCost; readonly bySegment: ArmCost };
  /** Other outcomes by name, `null` where one is not known: conversion, engagement, satisfaction, … */
  readonly outcomes?: Readonly<Record<string, KnownValues>>;
  /** For example `EUR`. */
  readonly currency: string;
  /** Fewest customers of an arm to be measured, 2 or more; default 10. */
  readonly minimum?: number;
  /** Confidence of intervals, default 0.95. */
  readonly confidence?: number;
}

/** Whether the message by segment brought more than one message for all. */
export type GainVerdict = 'gain' | 'no gain' | 'loss' | 'not measured';

/** Money: each arm against no message, and the two against each other. What is `undefined` was not measured. */
export interface ArmReturns {
  /** Customers with none, one message, and the message by segment. */
  readonly customers: readonly [none: number, one: number, bySegment: number];
  /** Extra margin over cost, less 1: −1 all is lost, 0 break-even. */
  readonly one: Estimate | undefined;
  readonly bySegment: Estimate | undefined;
  /** Return by segment less return of one message. */
  readonly difference: Estimate | undefined;
  /** Net gain of a customer by segment less that with one message, fixed costs included; the control group is not needed. */
  readonly gain: MeanContrast | undefined;
  /** Of no gain, two-sided. */
  readonly p: number | undefined;
}

/** The gain in one segment. */
export interface SegmentGain extends ArmReturns {
  readonly key: string;
  readonly name: string;
  /** p corrected for the number of segments (Holm). */
  readonly corrected: number | undefined;
}

/** Whether segmenting pays. It displays as a table. */
export interface SegmentingGain extends Displayable {
  readonly verdict: GainVerdict;
  readonly returns: ArmReturns;
  /** In the order given; p corrected over all outcomes (Holm). */
  readonly outcomes: readonly OutcomeByArm[];
  readonly segments: readonly SegmentGain[];
  /** Whether the gain differs between segments; `undefined` with fewer than two that are measured. */
  readonly interaction: Heterogeneity | undefined;
  readonly arms: readonly [none: string, one: string, bySegment: string];
  readonly currency: string;
  readonly confidence: number;
  readonly minimum: number;
  /** What is odd about the data, in sentences. */
  readonly flags: readonly string[];
  readonly because: string;
}

/**
 * Does segmenting pay? Three arms by lot, no message, one message for all, and a message by segment: every outcome by arm with
 * its interval, the return of both messages, and what a message by segment brings more than one for all, over all customers
 * and in each segment. Without a difference that is beyond chance it says "no gain", and how large a gain is not ruled out.
 *
 * @throws {InputError} For values that do not fit the customers, an arm that nobody is in, and a cost below 0.
 *
 * O(customers): 10,000 take about 50 ms.
 * Source: Welch, Biometrika 34 (1947) 28-35; Satterthwaite, Biometrics Bulletin 2 (1946) 110-114; Newcombe, Stat. Med. 17
 * (1998) 873-890; Holm, Scand. J. Stat. 6 (1979) 65-70; Cochran, Biometrics 10 (1954) 101-129.
 *
 * @example
 * const arms = Array.from({ length: 200 }, (_, i) => ['none', 'one', 'own'][i % 3]);
 * const margin = arms.map((arm, i) => (i % 5) + (arm === 'own' ? 4 : 0));
 * const found = segmentingGain({
 *   segmentation,
 *   arms,
 *   none: 'none',
 *   one: 'one',
 *   bySegment: 'own',
 *   margin,
 *   cost: { one: { each: 0.5 }, bySegment: { each: 1 } },
 *   currency: 'EUR',
 * });
 * found.verdict; // 'gain'
 */
export function segmentingGain(options: SegmentingOptions): SegmentingGain {
  checkGiven('segmentingGain', options);
  const who = 'segmentingGain';
  const { segmentation, cost, outcomes = {}, currency, minimum = 10, confidence = 0.95 } = options;
  checkConfidence(who, confidence);
  if (!Number.isInteger(minimum) || minimum < 2) {
    throw new InputError(`${who}: minimum is ${minimum}. It is a number of customers, from 2 on.`);
  }
  for (const name of ['one', 'bySegment'] as const) {
    if (typeof cost?.[name] !== 'object') {
      throw new InputError(
        `${who} needs the cost of both messages, for example { one: { each: 0.4 }, bySegment: { each: 0.5, fixed: 200 } }.`,
      );
    }
    const { each, fixed = 0 } = cost[name];
    for (const amount of [each, fixed]) {
      if (amount >= 0 && amount < Infinity) continue;
      throw new InputError(`${who}: a cost of arm "${name}" is ${amount}. It is an amount from 0 on.`);
    }
  }
  checkSegmented(who, segmentation);
  const { ids, labels, segments } = segmentation;
  const names = [options.none, options.one, options.bySegment] as const;
  checkArms(who, options.arms, ids, names);
  const armOf = Int8Array.from({ length: ids.length }, (_, i) => names.indexOf(options.arms[i]));
  const margin = valuesOf(who, 'the margin', options.margin, ids);
  checkMoney(who, 'the margin', margin, ids);
  const counts = names.map((_, a) => armOf.reduce((count, arm) => count + Number(arm === a), 0));
  const costs = [0, each(cost.one, counts[1]), each(cost.bySegment, counts[2])];
  const settings = { minimum, confidence, costs };
  const everybody = ids.map((_, i) => i);
  const returns = returnsOf(margin, armOf, everybody, settings);
  const members = segments.map((): number[] => []);
  labels.forEach((label, i) => {
    members[label].push(i);
  });
  const measured = members.map((own) => returnsOf(margin, armOf, own, settings));
  const known = measured.filter(({ p }) => p !== undefined);
  const corrected = holm(known.map(({ p }) => p!));
  const byOutcome = Object.entries(outcomes).map(([name, values]) =>
    outcomeByArm(name, knownValues(who, name, values, ids), armOf, { minimum, confidence }),
  );
  const tested = byOutcome.filter(({ gain }) => gain !== undefined);
  const outcomeP = holm(tested.map(({ p }) => p!));
  const spread = known.flatMap(({ gain }) => (gain!.standardError > 0 ? [gain!] : []));
  const result = {
    verdict: verdictOf(returns.gain),
    returns,
    outcomes: byOutcome.map((each) => ({ ...each, corrected: outcomeP[tested.indexOf(each)] })),
    segments: segments.map(({ key, name }, s) => ({
      key,
      name,
      ...measured[s],
      corrected: corrected[known.indexOf(measured[s])],
    })),
    interaction:
      spread.length < 2
        ? undefined
        : heterogeneity(
            spread.map(({ value }) => value),
            spread.map(({ standardError }) => standardError ** 2),
            { confidence, degreesOfFreedom: spread.map(({ degreesOfFreedom }) => degreesOfFreedom) },
          ),
    arms: names,
    currency,
    confidence,
    minimum,
    flags: flagsOf(margin, armOf, returns.customers),
  };
  const because = gainVerdict(result);
  return { ...result, because, [DISPLAY_KEY]: () => contentBundle(gainContent(result, because)) };
}

function flagsOf(margin: Float64Array, armOf: Int8Array, customers: readonly number[]): string[] {
  const flags: string[] = [];
  const below = margin.filter((value, i) => value < 0 && armOf[i] >= 0).length;
  if (below > 0) flags.push(`${counted(below, 'customer')} with a margin below 0, counted as it stands.`);
  const [fewest, most] = [Math.min(...customers), Math.max(...customers)];
  if (most > UNEQUAL * fewest) {
    flags.push(
      `Arms are unequal, ${counted(most, 'customer')} in the largest: the smallest one sets the width.`,
    );
  }
  const outside = armOf.filter((arm) => arm < 0).length;
  if (outside > 0) flags.push(`${counted(outside, 'customer')} of other arms left out.`);
  return flags;
}

/** Cost of a contact with its part of the fixed cost. */
function each(cost: ArmCost, contacted: number): number {
  return cost.each + (cost.fixed ?? 0) / contacted;
}

function verdictOf(gain: Estimate | undefined): GainVerdict {
  if (gain === undefined) return 'not measured';
  return gain.low > 0 ? 'gain' : gain.high < 0 ? 'loss' : 'no gain';
}

const UNEQUAL = 10; // times as many customers

interface Settings {
  readonly minimum: number;
  readonly confidence: number;
  /** Of a customer of each arm. */
  readonly costs: readonly number[];
}

function returnsOf(
  margin: Float64Array,
  armOf: Int8Array,
  customers: readonly number[],
  { minimum, confidence, costs }: Settings,
): ArmReturns {
  const [none, one, own] = [0, 1, 2].map((arm) =>
    Float64Array.from(
      customers.filter((i) => armOf[i] === arm),
      (i) => margin[i],
    ),
  );
  const customersOf = [none.length, one.length, own.length] as const;
  const few = (...arms: Float64Array[]) => arms.some((arm) => arm.length < minimum);
  const returnOf = (arm: Float64Array, cost: number) =>
    few(none, arm) || !(cost > 0)
      ? undefined
      : meanContrast(
          [
            { weight: 1 / cost, values: arm },
            { weight: -1 / cost, values: none },
          ],
          { constant: -1, confidence },
        );
  const gain = few(one, own)
    ? undefined
    : meanContrast(
        [
          { weight: 1, values: own },
          { weight: -1, values: one },
        ],
        { constant: costs[1] - costs[2], confidence },
      );
  return {
    customers: customersOf,
    one: returnOf(one, costs[1]),
    bySegment: returnOf(own, costs[2]),
    difference:
      few(none, one, own) || !(costs[1] > 0 && costs[2] > 0)
        ? undefined
        : meanContrast(
            [
              { weight: 1 / costs[2], values: own },
              { weight: -1 / costs[1], values: one },
              { weight: 1 / costs[1] - 1 / costs[2], values: none },
            ],
            { confidence },
          ),
    gain,
    p: gain?.p,
  };
}
