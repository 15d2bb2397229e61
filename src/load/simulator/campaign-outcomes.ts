import type { Random } from '../../core/random.js';
import { type Calendar, isSale } from './calendar.js';
import {
  ARMS,
  type Arm,
  CAMPAIGN_DAYS,
  type Contacted,
  isFitting,
  messageFor,
  messageIn,
} from './campaign.js';
import { drawCount, drawFactor } from './draws.js';
import { type ExpectedBasket, expectedBaskets } from './expected-basket.js';
import { GROUPS, type GroupKey } from './groups.js';
import { DAYS_PER_YEAR, type Person } from './population.js';
import { type Basket, expectedOrders } from './shopping.js';
import { CHANCES } from './touchpoints.js';

/** Outcomes of a campaign whose true means are known. */
export type OutcomeKey = 'converted' | 'revenue' | 'margin' | 'orderedAgain' | 'visits' | 'satisfaction';

export const OUTCOMES: readonly OutcomeKey[] = [
  'converted',
  'revenue',
  'margin',
  'orderedAgain',
  'visits',
  'satisfaction',
];

/** Days after the message, the day itself included, in which two orders count as ordering again. */
export const AGAIN_DAYS = 60;

/** Planted, where a message fits a group that reacts: more visits in 30 days, and points of satisfaction (1 to 5). */
export const FITTING_ADDS = { visits: 0.5, satisfaction: 0.5 } as const;
/** Planted: visits in 30 days that the message for all adds in every group. */
export const GENERAL_ADDS_VISITS = 0.1;

const VISITS_SPREAD = 0.5;
const ANSWER_SHARE = 0.5;
const FITTING_OPENS = 0.1;
const FITTING_CLICKS = 1.5;
const LEVELS = 4; // steps from 1 to 5

/** What else became of one customer of a campaign, and the truth behind it. */
export interface FollowedUp extends Contacted {
  readonly visits: number;
  readonly opened: boolean;
  readonly clicked: boolean;
  readonly unsubscribed: boolean;
  /** 1 to 5; `undefined` without an answer. */
  readonly satisfaction: number | undefined;
  /** Chance of an answer about satisfaction. */
  readonly answers: number;
  /** Mean of each outcome under each arm; money in cents. */
  readonly truth: Readonly<Record<OutcomeKey, Readonly<Record<Arm, number>>>>;
}

/**
 * Draws what became of a campaign besides orders: visits without an order, opened, clicked and unsubscribed mails, and the
 * answers of half of the customers about their satisfaction. A message that fits brings more visits and satisfaction
 * where `moved`; in a campaign that moved nobody no message does.
 */
export function followUp(
  random: Random,
  campaign: readonly Contacted[],
  orders: ReadonlyMap<Person, readonly Basket[]>,
  calendars: Readonly<Record<GroupKey, Calendar>>,
  day: number,
  moved: boolean,
): FollowedUp[] {
  const basketOf = expectedBaskets();
  const persuaded = persuasionDays(day);
  return campaign.map((contacted): FollowedUp => {
    const { person, arm, message } = contacted;
    const { visitsPerYear, opened, clicked, unsubscribed, favourable } = CHANCES[person.group];
    const fits = moved && isFitting(person.group, message);
    const segmentMessage = messageFor(person, orders.get(person)!, day);
    const usual = (visitsPerYear * CAMPAIGN_DAYS) / DAYS_PER_YEAR;
    const visitsIn = (other: Arm) =>
      usual +
      (moved && other === 'one-message' ? GENERAL_ADDS_VISITS : 0) +
      (moved && isFitting(person.group, messageIn(other, segmentMessage)) ? FITTING_ADDS.visits : 0);
    const satisfactionIn = (other: Arm) =>
      1 +
      LEVELS * favourable +
      (moved && isFitting(person.group, messageIn(other, segmentMessage)) ? FITTING_ADDS.satisfaction : 0);
    const answers = ANSWER_SHARE * GROUPS[person.group].surveyResponse;

    const opens = random.next() < opened + (fits ? FITTING_OPENS : 0);
    const clicks = random.next() < clicked * (fits ? FITTING_CLICKS : 1);
    const leaves = random.next() < unsubscribed;
    const sent = message !== 'none';
    const visits = drawCount(random, visitsIn(arm) * drawFactor(random, VISITS_SPREAD));
    let satisfaction = 1;
    for (let level = 0; level < LEVELS; level++) {
      if (random.next() < (satisfactionIn(arm) - 1) / LEVELS) satisfaction++;
    }
    return {
      ...contacted,
      visits,
      opened: sent && opens,
      clicked: sent && opens && clicks,
      unsubscribed: sent && leaves,
      satisfaction: random.next() < answers ? satisfaction : undefined,
      answers,
      truth: {
        ...orderTruth(contacted, calendars[person.group], day, basketOf, persuaded),
        converted: contacted.conversion,
        visits: byArm(visitsIn),
        satisfaction: byArm(satisfactionIn),
      },
    };
  });
}

/** Money, and whether two orders came within the longer time, on average. */
function orderTruth(
  { person, conversion }: Contacted,
  calendar: Calendar,
  day: number,
  basketOf: (person: Person, sale: boolean) => ExpectedBasket,
  persuaded: readonly { readonly sale: boolean; readonly chance: number }[],
): Pick<FollowedUp['truth'], 'revenue' | 'margin' | 'orderedAgain'> {
  const baskets = { usual: basketOf(person, false), sale: basketOf(person, true) };
  const basket = (sale: boolean) => (sale ? baskets.sale : baskets.usual);
  let [usualAmount, usualMargin, planted, plantedMargin] = [0, 0, 0, 0];
  persuaded.forEach(({ sale, chance }, delay) => {
    const expected = expectedOrders(person, calendar, day + delay, day + delay + 1);
    usualAmount += expected * basket(sale).amount;
    usualMargin += expected * basket(sale).margin;
    planted += chance * basket(sale).amount;
    plantedMargin += chance * basket(sale).margin;
  });
  const first = expectedOrders(person, calendar, day, day + CAMPAIGN_DAYS);
  const then = expectedOrders(person, calendar, day + CAMPAIGN_DAYS, day + AGAIN_DAYS);
  const twice = 1 - Math.exp(-first - then) * (1 + first + then);
  const added = (arm: Arm) => conversion[arm] - conversion.none;
  return {
    revenue: byArm((arm) => usualAmount + added(arm) * planted),
    margin: byArm((arm) => usualMargin + added(arm) * plantedMargin),
    orderedAgain: byArm((arm) => twice + added(arm) * then * Math.exp(-then)), // who was persuaded orders once more later
  };
}

/** On which days after the message planted orders fall, as `runCampaign` draws them. */
function persuasionDays(day: number): { sale: boolean; chance: number }[] {
  const last = CAMPAIGN_DAYS - 1;
  const after = (delay: number) => Math.exp(-delay / 6);
  return Array.from({ length: CAMPAIGN_DAYS }, (_, delay) => ({
    sale: isSale(day + delay),
    chance: after(delay) - (delay === last ? 0 : after(delay + 1)),
  }));
}

function byArm(value: (arm: Arm) => number): Record<Arm, number> {
  return Object.fromEntries(ARMS.map((arm) => [arm, value(arm)])) as Record<Arm, number>;
}
