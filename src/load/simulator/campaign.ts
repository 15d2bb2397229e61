import { dayText } from '../../core/day.js';
import type { Random } from '../../core/random.js';
import { shuffled } from '../../core/shuffled.js';
import type { Assortment } from './assortment.js';
import type { Calendar } from './calendar.js';
import { GROUPS, type GroupKey } from './groups.js';
import type { Person } from './population.js';
import { type Basket, basketAmount, drawBasket, expectedOrders, lineAmount } from './shopping.js';

export type Arm = 'none' | 'one-message' | 'by-segment';
export type Message = 'none' | 'general' | 'career' | 'family' | 'comfort' | 'sustainable';

/** Days after the message in which orders count, the day itself included. */
export const CAMPAIGN_DAYS = 30;

export const ARMS: readonly Arm[] = ['none', 'one-message', 'by-segment'];

const FITTING: Readonly<Record<GroupKey, Message | undefined>> = {
  'young-professionals': 'career',
  families: 'family',
  retirees: 'comfort',
  'eco-friendly': 'sustainable',
  others: undefined,
};

/** One customer of the campaign. */
export interface Contacted {
  readonly person: Person;
  readonly arm: Arm;
  readonly message: Message;
  /** True probability of at least one order in the window, under each arm. */
  readonly conversion: Readonly<Record<Arm, number>>;
}

/**
 * Draws the arms among all who consented to e-mail and had joined before the day: equal thirds at most one
 * apart, in random order. Then plants the effect: who would not have ordered places an order with the
 * probability that lifts the conversion by exactly the points of group and message.
 *
 * @param orders - Orders of each person; the planted ones are added to them.
 * @param day - Day of the message.
 */
export function runCampaign(
  random: Random,
  people: readonly Person[],
  orders: ReadonlyMap<Person, Basket[]>,
  calendars: Readonly<Record<GroupKey, Calendar>>,
  products: Assortment,
  day: number,
): Contacted[] {
  return drawArms(random, people, day).map(({ person, arm }) => {
    const own = orders.get(person)!;
    const segmentMessage = messageFor(person, own, day);
    const message = messageIn(arm, segmentMessage);
    const expected = expectedOrders(person, calendars[person.group], day, day + CAMPAIGN_DAYS);
    const base = 1 - Math.exp(-expected);
    const lifted = (sent: Message) => Math.min(base + liftOf(person.group, sent), 1);

    const orderedAnyway = own.some((basket) => isInWindow(basket, day));
    const persuaded = random.next() < (lifted(message) - base) / (1 - base);
    if (persuaded && !orderedAnyway) {
      const delay = Math.min(Math.floor(-Math.log(1 - random.next()) * 6), CAMPAIGN_DAYS - 1);
      own.push(drawBasket(random, person, day + delay, products));
    }
    return {
      person,
      arm,
      message,
      conversion: { none: base, 'one-message': lifted('general'), 'by-segment': lifted(segmentMessage) },
    };
  });
}

/**
 * A campaign that moved nobody: arms and messages as in `runCampaign`, and no order is planted. The probability of an order
 * is the same in every arm.
 */
export function runQuietCampaign(
  random: Random,
  people: readonly Person[],
  orders: ReadonlyMap<Person, Basket[]>,
  calendars: Readonly<Record<GroupKey, Calendar>>,
  day: number,
): Contacted[] {
  return drawArms(random, people, day).map(({ person, arm }) => {
    const expected = expectedOrders(person, calendars[person.group], day, day + CAMPAIGN_DAYS);
    const base = 1 - Math.exp(-expected);
    const message = messageIn(arm, messageFor(person, orders.get(person)!, day));
    return { person, arm, message, conversion: { none: base, 'one-message': base, 'by-segment': base } };
  });
}

/** Whether a message was made for the group of a person and the group reacts to it. */
export function isFitting(group: GroupKey, message: Message): boolean {
  return message === FITTING[group] && GROUPS[group].lift.fitting > 0;
}

/** The message that somebody gets in an arm. */
export function messageIn(arm: Arm, segmentMessage: Message): Message {
  if (arm === 'none') return 'none';
  return arm === 'one-message' ? 'general' : segmentMessage;
}

/** Whether an order counts for the campaign of a day. */
export function isInWindow(basket: Basket, day: number): boolean {
  return basket.day >= day && basket.day < day + CAMPAIGN_DAYS;
}

/** Cents that a person spent in the window of the campaign. */
export function windowRevenue(orders: readonly Basket[], day: number): number {
  return orders
    .filter((basket) => isInWindow(basket, day))
    .reduce((sum, basket) => sum + basketAmount(basket), 0);
}

/** All who may be written to on a day, in three arms of equal size. */
function drawArms(random: Random, people: readonly Person[], day: number): { person: Person; arm: Arm }[] {
  const invited = people.filter((person) => person.emailConsent && person.joined < day);
  const arms = shuffled(
    random,
    invited.map((_, i) => ARMS[i % ARMS.length]),
  );
  return invited.map((person, i) => ({ person, arm: arms[i] }));
}

/** Points of conversion that a message adds in a group: planted, and 0 for a message made for others. */
function liftOf(group: GroupKey, message: Message): number {
  if (message === 'none') return 0;
  if (message === 'general') return GROUPS[group].lift.general;
  return message === FITTING[group] ? GROUPS[group].lift.fitting : 0;
}

/** The retailer cannot see the groups: its team chooses the message by what it knows of a customer. */
export function messageFor(person: Person, orders: readonly Basket[], day: number): Message {
  const lines = orders.filter((basket) => basket.day < day).flatMap((basket) => basket.lines);
  const eco = lines.reduce((sum, line) => sum + (line.product.ecoFriendly ? lineAmount(line) : 0), 0);
  const all = lines.reduce((sum, line) => sum + lineAmount(line), 0);
  if (eco >= 0.5 * all && all > 0) return 'sustainable';
  if (person.children > 0) return 'family';
  return Number(dayText(day).slice(0, 4)) - person.birthYear >= 60 ? 'comfort' : 'career';
}
