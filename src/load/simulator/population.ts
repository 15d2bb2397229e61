import { dayText, toDay } from '../../core/day.js';
import type { Random } from '../../core/random.js';
import type { Category, Range } from './assortment.js';
import { drawCount, drawFactor, drawKey, drawShare, drawWeights } from './draws.js';
import { type Channel, type Contact, GROUPS, type GroupKey, type Household, type Region } from './groups.js';

/** One simulated customer: what the retailer knows, and the habits it can only see in the orders. */
export interface Person {
  readonly group: GroupKey;
  readonly birthYear: number;
  readonly gender: 'female' | 'male' | 'not stated';
  readonly region: Region;
  readonly household: Household;
  readonly children: number;
  readonly emailConsent: boolean;
  readonly preferredContact: Contact;
  /** Day of joining, counted from 1970-01-01; also the day of the first order, when it is simulated. */
  readonly joined: number;
  /** First day on which the person no longer orders. */
  readonly left: number;

  readonly ordersPerYear: number;
  readonly linesPerOrder: number;
  readonly channels: Readonly<Record<Channel, number>>;
  readonly categories: Readonly<Record<Category, number>>;
  readonly ranges: Readonly<Record<Exclude<Range, 'Renew'>, number>>;
  readonly ecoShare: number;
  readonly voucherShare: number;
  /** Source of chance of this person's orders. */
  readonly random: Random;
}

const SHARES = Object.fromEntries(Object.entries(GROUPS).map(([key, group]) => [key, group.share])) as Record<
  GroupKey,
  number
>;

export const DAYS_PER_YEAR = 365.25;

/** Customers of before the first day joined within this many years. */
const YEARS_BEFORE = 5;

/** No children at home from this age on. */
const EMPTY_NEST_AGE = 60;

/** Nobody joins before the year in which they reach this age. */
const ADULT_AGE = 18;

/**
 * Draws one person.
 *
 * @param from - First day of the simulation, counted from 1970-01-01.
 * @param to - Last day.
 */
export function drawPerson(random: Random, from: number, to: number): Person {
  const group = drawKey(random, SHARES);
  const common = GROUPS[group];
  const spread = common.individuality;

  const age = drawWithin(random, common.age);
  const birthYear = Number(dayText(to).slice(0, 4)) - age;
  const households = age < EMPTY_NEST_AGE ? common.households : { ...common.households, family: 0 };
  const household = drawKey(random, households);
  const woman = random.next() < common.womenShare;
  const gender = random.next() < 0.03 ? 'not stated' : woman ? 'female' : 'male';
  const children = household === 'family' ? 1 + Math.min(drawCount(random, 0.8), 4) : 0;

  const before = random.next() < common.joinedBefore;
  const adult = toDay(`${birthYear + ADULT_AGE}-01-01`, 'drawPerson');
  const joined = Math.max(
    before
      ? from - 1 - Math.floor(random.next() * YEARS_BEFORE * DAYS_PER_YEAR)
      : from + random.integer(to - from + 1),
    adult,
  );
  // Whoever joined before the first day is still a customer on it: a lifetime without memory starts there.
  const lifetime = -Math.log(1 - random.next()) * common.lifetimeYears * DAYS_PER_YEAR;
  const emailConsent = random.next() < common.emailConsent;
  const contacts = emailConsent ? common.contacts : { ...common.contacts, 'e-mail': 0 };

  return {
    group,
    birthYear,
    gender,
    region: drawKey(random, common.regions),
    household,
    children,
    emailConsent,
    preferredContact: drawKey(random, contacts),
    joined,
    left: Math.max(joined, from) + 1 + Math.floor(lifetime),
    ordersPerYear: common.ordersPerYear * drawFactor(random, 0.7),
    linesPerOrder: 1 + (common.linesPerOrder - 1) * drawFactor(random, 0.5),
    channels: drawWeights(random, common.channels, spread),
    categories: dressed(drawWeights(random, common.categories, spread), woman),
    ranges: drawWeights(random, common.ranges, spread),
    ecoShare: drawShare(random, common.ecoShare, spread),
    voucherShare: drawShare(random, common.voucherShare, spread),
    random,
  };
}

function drawWithin(
  random: Random,
  range: { mean: number; spread: number; low: number; high: number },
): number {
  for (;;) {
    const value = Math.round(range.mean + range.spread * random.normal());
    if (value >= range.low && value <= range.high) return value;
  }
}

/** People buy mostly from their own department, and something from the other one for others. */
function dressed(weights: Record<Category, number>, woman: boolean): Record<Category, number> {
  const own = woman ? 'women' : 'men';
  const other = woman ? 'men' : 'women';
  return { ...weights, [own]: weights[own] * 1.7, [other]: weights[other] * 0.3 };
}
