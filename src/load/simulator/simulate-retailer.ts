import { dayText, toDay } from '../../core/day.js';
import { InputError } from '../../core/input-error.js';
import { seeded } from '../../core/random.js';
import { breathe, currentTask, type Task } from '../../core/task.js';
import { assortment } from './assortment.js';
import { type Calendar, calendarOf } from './calendar.js';
import { CAMPAIGN_DAYS, type Contacted, runCampaign, runQuietCampaign } from './campaign.js';
import { followUp } from './campaign-outcomes.js';
import { GROUPS, type GroupKey } from './groups.js';
import { outcomesTruth } from './outcomes-truth.js';
import { drawPerson, type Person } from './population.js';
import type { Retailer } from './retailer.js';
import { type Basket, drawOrders } from './shopping.js';
import { runSurvey } from './survey.js';
import {
  campaignTable,
  customersTable,
  groupsTable,
  linesTable,
  needsTable,
  ordersTable,
  outcomesTable,
  type PlacedOrder,
} from './tables.js';
import { truthOf } from './truth.js';

/** How the retailer is simulated; what is left out has the default of the embedded data set. */
export interface RetailerOptions {
  /** Any whole number; the same seed gives the same retailer. */
  readonly seed: number;
  /** Number of customers, default 4,000. */
  readonly customers?: number;
  /** First day with orders, default `2024-01-01`. */
  readonly from?: string;
  /** Last day with orders, default `2025-12-31`; at least 180 days after the first. */
  readonly to?: string;
  /** Customers who answer the survey of needs, default 600. */
  readonly answers?: number;
}

/** Days from the message of the campaign to the last day: 2025-10-01 by default. */
const CAMPAIGN_BEFORE_END = 91;
/** Days from the message that moved nobody to that of the campaign: 2025-08-01 by default. */
const QUIET_BEFORE_CAMPAIGN = 61;
/** Days from the start of the survey to the last day: 2025-11-10 by default. */
const SURVEY_BEFORE_END = 51;
const SHORTEST_DAYS = 180;

/**
 * Simulates a clothing retailer with planted groups of customers and a campaign of known effect: customers,
 * orders with lines, a campaign in three random arms and one before it that moved nobody, a survey of needs, and the
 * truth behind them. No real person or firm is in it. Amounts are EUR with two decimals.
 *
 * Four groups differ in habits and overlap; `others` (38%) lie between them and differ most among themselves.
 * Recency, frequency and amount differ within the groups far more than between them.
 *
 * @throws {InputError} For a seed that is no whole number, fewer than 1 customer, fewer than 0 answers, dates
 *   that are none or lie less than 180 days apart.
 *
 * O(orders): 4,000 customers over two years take about 0.7 s.
 *
 * @example
 * const retailer = await simulateRetailer({ seed: 7, customers: 500 });
 * retailer.customers.numRows(); // 500
 * retailer.truth.windowDays; // 30
 */
export async function simulateRetailer(
  options: RetailerOptions,
  task: Task = currentTask(),
): Promise<Retailer> {
  const { seed, customers, from, to, answers } = checked(options);
  const random = seeded(seed);
  const products = assortment();
  const calendars = Object.fromEntries(
    Object.entries(GROUPS).map(([key, group]) => [key, calendarOf(group.season, from, to)]),
  ) as Record<GroupKey, Calendar>;

  // Streams 0 and 1 belong to the campaign and the survey, the following ones to one person each.
  const orders = new Map<Person, Basket[]>();
  for (let i = 0; i < customers; i++) {
    if (i % 500 === 0) {
      task.progress((0.7 * i) / customers, 'Simulating orders');
      await breathe(task);
    }
    const person = drawPerson(random.stream(2 + i), from, to);
    orders.set(person, drawOrders(person, calendars[person.group], products));
  }
  const people = [...orders.keys()].sort((a, b) => a.joined - b.joined); // ids follow the day of joining

  const sentOn = to - CAMPAIGN_BEFORE_END;
  const campaign: Contacted[] = runCampaign(random.stream(0), people, orders, calendars, products, sentOn);
  // Streams of the campaign's stream: what was there before stays as it was.
  const quietOn = sentOn - QUIET_BEFORE_CAMPAIGN;
  const quiet = runQuietCampaign(random.stream(0).stream(0), people, orders, calendars, quietOn);
  const summer = followUp(random.stream(0).stream(1), quiet, orders, calendars, quietOn, false);
  const autumn = followUp(random.stream(0).stream(2), campaign, orders, calendars, sentOn, true);
  const survey = runSurvey(random.stream(1), people, answers, to - SURVEY_BEFORE_END);
  task.progress(0.8, 'Writing tables');
  await breathe(task);

  const ids = new Map(people.map((person, i) => [person, `C${String(i + 1).padStart(5, '0')}`]));
  const placed = inOrderOfTime(orders);
  const retailer: Retailer = {
    customers: customersTable(people, ids),
    orders: ordersTable(placed, ids),
    lines: linesTable(placed),
    campaign: campaignTable(campaign, orders, ids, sentOn),
    outcomes: outcomesTable(
      [
        { name: 'summer', sentOn: quietOn, followed: summer },
        { name: 'autumn', sentOn, followed: autumn },
      ],
      orders,
      ids,
    ),
    needs: needsTable(survey, ids),
    groups: groupsTable(people, ids),
    truth: {
      seed,
      customers,
      from: dayText(from),
      to: dayText(to),
      sentOn: dayText(sentOn),
      windowDays: CAMPAIGN_DAYS,
      ...truthOf(people, campaign),
    },
    outcomesTruth: { summer: outcomesTruth(summer, quietOn), autumn: outcomesTruth(autumn, sentOn) },
  };
  task.progress(1);
  return retailer;
}

/** Options as used: all present, days counted from 1970-01-01. */
function checked(options: RetailerOptions) {
  const { seed, customers = 4000, from = '2024-01-01', to = '2025-12-31', answers = 600 } = options;
  if (!Number.isSafeInteger(seed)) {
    throw new InputError(`simulateRetailer: seed is ${seed}; it must be a whole number.`);
  }
  if (!Number.isInteger(customers) || customers < 1) {
    throw new InputError(`simulateRetailer: customers is ${customers}; it must be a whole number from 1.`);
  }
  if (!Number.isInteger(answers) || answers < 0) {
    throw new InputError(`simulateRetailer: answers is ${answers}; it must be a whole number from 0.`);
  }
  const first = toDay(from, 'simulateRetailer, "from"');
  const last = toDay(to, 'simulateRetailer, "to"');
  if (last - first < SHORTEST_DAYS) {
    throw new InputError(
      `simulateRetailer: "to" (${to}) must lie at least ${SHORTEST_DAYS} days after "from" (${from}).`,
    );
  }
  return { seed, customers, from: first, to: last, answers };
}

/** Orders of all people by time; this order numbers them. */
function inOrderOfTime(orders: ReadonlyMap<Person, readonly Basket[]>): PlacedOrder[] {
  const placed = [...orders].flatMap(([person, baskets]) => baskets.map((basket) => ({ person, basket })));
  return placed
    .sort((a, b) => a.basket.day - b.basket.day || a.basket.minute - b.basket.minute)
    .map((order, i) => ({ ...order, orderId: `O${String(i + 1).padStart(6, '0')}` }));
}
