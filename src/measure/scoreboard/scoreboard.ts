import type { Segmentation, SegmentationOrigin } from '../../cluster/segmentation.js';
import { checkGiven } from '../../core/check-given.js';
import type { Estimate } from '../../core/estimate.js';
import { InputError } from '../../core/input-error.js';
import type { Table } from '../../core/table.js';
import { breathe, currentTask, type Task } from '../../core/task.js';
import { meanInterval } from '../../stats/mean-interval.js';
import { wilsonInterval } from '../../stats/wilson-interval.js';
import { type ArmResult, armResults, type Campaign, readCampaign } from './campaign-results.js';
import { type CustomerOrders, customerOrders } from './customer-orders.js';
import { checkSegmented } from './customer-values.js';
import type { Guardrails } from './guardrails.js';
import type { ScoreboardMeasure } from './measured-segments.js';
import { ownMeasures } from './own-measures.js';
import { type BoardMeasure, type MeasureCell, type MeasureKey, scoreMeasures } from './score-measures.js';

/** What one segment, or all customers, brought. What is `undefined` was not measured; `flags` say why. */
export interface ScoreboardRow {
  readonly key: string;
  readonly name: string;
  readonly customers: number;
  /** Share of all customers, 0 to 1. */
  readonly customerShare: number;
  /** Fewer customers than the scoreboard's minimum: its values are not displayed. */
  readonly masked: boolean;
  /** Customers with an order. */
  readonly buyers: number;
  readonly orders: number;
  readonly revenue: number | undefined;
  /** Share of the revenue of all customers; `undefined` also when that is not above 0. */
  readonly revenueShare: number | undefined;
  /** Buyers with two orders or more, among buyers. */
  readonly repeatRate: Estimate | undefined;
  /** Revenue for each order. Its interval takes customers, not orders, as independent; `n` counts buyers. */
  readonly averageOrderValue: Estimate | undefined;
  /** By arm, the control first; empty without a campaign. */
  readonly conversion: readonly ArmResult[];
  /** Conversion, lifetime value, engagement, satisfaction and return, in this order, as `Scoreboard.measures` tells them. */
  readonly measures: readonly MeasureCell[];
  /** What is missing or extreme, in sentences. */
  readonly flags: readonly string[];
}

/** What each segment brought, beside all customers. */
export interface Scoreboard {
  readonly segments: readonly ScoreboardRow[];
  readonly all: ScoreboardRow;
  /** The five measures: what each is called, its unit and target, and whether it was measured. */
  readonly measures: readonly BoardMeasure[];
  /** Whether it was held against a last period. */
  readonly hasPrevious: boolean;
  /** `undefined` where it was not stated. */
  readonly currency: string | undefined;
  /** Arm that the others are compared with; `undefined` without a campaign. */
  readonly control: string | undefined;
  readonly confidence: number;
  readonly minimum: number;
  /** First and last day of the orders, where they are dated. */
  readonly period: readonly [string, string] | undefined;
  /** Rows of customers outside the segmentation. */
  readonly leftOut: { readonly orderRows: number; readonly campaignRows: number };
  readonly origin: SegmentationOrigin;
}

/** What a scoreboard is made of. */
export interface ScoreboardOptions<Order extends object, Contact extends object> {
  readonly segmentation: Segmentation;
  /**
   * Rows with `customerId`, with `orderId` or else `orderedAt` (then customer and day are an order), and with
   * `amount` where money is to be measured.
   */
  readonly orders: Table<Order>;
  /** One row a customer: `customerId`, `arm`, `converted` (0 or 1). */
  readonly campaign?: Table<Contact>;
  /** Arm of the campaign that got nothing; required with a campaign. */
  readonly control?: string;
  /**
   * Lifetime value, engagement, satisfaction and return, by key of the segment, as other doors compute them (their `measure`).
   * Without one, lifetime value is revenue per customer so far, which is history and no forecast, and conversion is that of all
   * arms of the campaign but the control.
   */
  readonly measures?: Readonly<Partial<Record<MeasureKey, ScoreboardMeasure>>>;
  /** The scoreboard of the last period, of the same segments: changes are told, and marked where they are for the worse. */
  readonly previous?: Scoreboard;
  /** What a measure should reach, in its unit; shares from 0 to 1. */
  readonly targets?: Readonly<Partial<Record<MeasureKey, number>>>;
  /** Guardrails of the campaign: a loss needs attention. */
  readonly guardrails?: Guardrails;
  /** Currency of the amounts, for example `EUR`; `undefined` or `not stated`: shown as not stated. */
  readonly currency: string | undefined;
  /** Confidence of intervals, default 0.95. */
  readonly confidence?: number;
  /** Smallest number of customers that is displayed, default 10. */
  readonly minimum?: number;
}

/**
 * What each segment brings: customers, revenue, repeat rate, average order value, conversion against the control group, and
 * five measures side by side (conversion, lifetime value, engagement, satisfaction, return), each with its interval and n.
 *
 * With the scoreboard of the last period, or with targets, each measure has its change and may need attention: when it is worse
 * than in the last period or than the target with a one-sided p below 0.05, corrected for all such comparisons of the board
 * (Holm), or when a guardrail is lost. Changes take both periods as independent; of the same customers that is the safe side.
 * What lacks data is not measured; what has nothing to be held against is not judged.
 *
 * Sums of money are exact for amounts of up to six decimals and never depend on the order of rows.
 *
 * @throws {InputError} For missing columns, amounts and dates that are none, a customer twice in the campaign, a
 *   control that is no arm; with the row. For a measure, a segment or a target that is none, and a last period whose segments
 *   have other names.
 *
 * O(rows of orders + customers). Source of the order value's interval: Cochran, "Sampling Techniques", 3rd ed.
 * (1977), 6.4 (ratio of two means).
 *
 * @example
 * const board = await scoreboard({ segmentation, orders, campaign, control: 'none', currency: 'EUR' });
 * board.all.conversion[1].difference?.value; // 0.09
 */
export async function scoreboard<Order extends object, Contact extends object>(
  options: ScoreboardOptions<Order, Contact>,
  task: Task = currentTask(),
): Promise<Scoreboard> {
  checkGiven('scoreboard', options);
  const { segmentation, confidence = 0.95, minimum = 10, control } = options;
  checkSegmented('scoreboard', segmentation);
  const { ids, labels, segments } = segmentation;
  const campaignTable = options.campaign as unknown as Table | undefined;
  if (campaignTable !== undefined && control === undefined) {
    throw new InputError('scoreboard: a campaign needs its control group: name the arm as `control`.');
  }
  const positionOf = new Map(ids.map((id, i) => [id, i]));
  const bought = await customerOrders(options.orders as unknown as Table, positionOf, task);
  await breathe(task);
  const campaign =
    campaignTable === undefined ? undefined : readCampaign(campaignTable, control!, positionOf);

  const everybody = ids.map((_, i) => i);
  const members = segments.map((): number[] => []);
  for (const i of everybody) members[labels[i]].push(i);
  const revenue = bought.revenueOf(everybody);
  const measured = { bought, campaign, everybody: ids.length, revenue, confidence, minimum };
  const groups = [
    ...segments.map(({ key, name }, s) => ({ key, name, members: members[s] })),
    { key: 'all', name: 'All customers', members: everybody },
  ];
  const currency = options.currency === 'not stated' ? undefined : options.currency;
  const { previous, targets = {}, guardrails } = options;
  const { measures, cells } = scoreMeasures(groups, {
    given: {
      ...ownMeasures(groups, bought, campaign, { confidence, currency, before: previous?.period }),
      ...Object.fromEntries(Object.entries(options.measures ?? {}).filter(([, own]) => own !== undefined)),
    },
    targets,
    guardrails,
    previous: previous && { measures: previous.measures, rows: [...previous.segments, previous.all] },
    minimum,
  });
  const rows = groups.map(({ key, name, members: own }, g) => ({
    ...row(key, name, own, measured),
    measures: cells[g],
  }));
  task.progress(1);
  return {
    segments: rows.slice(0, -1),
    all: rows[rows.length - 1],
    measures,
    hasPrevious: previous !== undefined,
    currency,
    control: campaign === undefined ? undefined : control,
    confidence,
    minimum,
    period: bought.period,
    leftOut: { orderRows: bought.rowsOutside, campaignRows: campaign?.rowsOutside ?? 0 },
    origin: segmentation.origin,
  };
}

interface Measured {
  readonly bought: CustomerOrders;
  readonly campaign: Campaign | undefined;
  /** Number of all customers. */
  readonly everybody: number;
  /** Revenue of all customers. */
  readonly revenue: number;
  readonly confidence: number;
  readonly minimum: number;
}

function row(
  key: string,
  name: string,
  customers: readonly number[],
  measured: Measured,
): Omit<ScoreboardRow, 'measures'> {
  const { bought, campaign, confidence } = measured;
  const buyers = customers.filter((i) => bought.orders[i] > 0);
  const orders = buyers.reduce((count, i) => count + bought.orders[i], 0);
  const repeaters = buyers.filter((i) => bought.orders[i] >= 2).length;
  const revenue = bought.revenue === undefined ? undefined : bought.revenueOf(customers);
  const conversion = campaign === undefined ? [] : armResults(campaign, customers, confidence);
  return {
    key,
    name,
    customers: customers.length,
    customerShare: measured.everybody === 0 ? 0 : customers.length / measured.everybody,
    masked: customers.length < measured.minimum,
    buyers: buyers.length,
    orders,
    revenue,
    revenueShare: revenue === undefined || !(measured.revenue > 0) ? undefined : revenue / measured.revenue,
    repeatRate: buyers.length === 0 ? undefined : wilsonInterval(repeaters, buyers.length, confidence),
    averageOrderValue:
      revenue === undefined || orders === 0
        ? undefined
        : orderValue(bought, buyers, revenue / orders, orders, confidence),
    conversion,
    flags: flags(customers.length, buyers.length, revenue, conversion, measured),
  };
}

/** A ratio of two means, linearised: its interval is that of a mean over customers. */
function orderValue(
  { revenue, orders: counts }: CustomerOrders,
  buyers: readonly number[],
  value: number,
  orders: number,
  confidence: number,
): Estimate {
  const deviations = buyers.map((i) => ((revenue![i] - value * counts[i]) * buyers.length) / orders);
  const { low, high } = meanInterval(deviations, confidence); // around 0
  return {
    value,
    low: value + low,
    high: value + high,
    n: buyers.length,
    confidence,
    method: "ratio of revenue to orders, customers as units, Student's t interval",
  };
}

function flags(
  customers: number,
  buyers: number,
  revenue: number | undefined,
  conversion: readonly ArmResult[],
  measured: Measured,
): string[] {
  const said: string[] = [];
  if (customers === 0) said.push('No customers.');
  else if (buyers === 0) said.push('No orders: repeat rate and order value are not measured.');
  if (buyers === 1) said.push('One buyer: the order value has no interval.');
  if (revenue === undefined) said.push('No amounts: money is not measured.');
  else if (!(measured.revenue > 0)) said.push('Revenue is not above 0: its shares are not measured.');
  if (measured.campaign === undefined) said.push('No campaign: conversion is not measured.');
  for (const { arm, n, converted } of conversion) {
    if (n === 0) said.push(`Nobody in arm "${arm}": its conversion is not measured.`);
    else if (converted === n) said.push(`All ${n} in arm "${arm}" converted.`);
    else if (converted === 0) said.push(`None of ${n} in arm "${arm}" converted.`);
  }
  return said;
}
