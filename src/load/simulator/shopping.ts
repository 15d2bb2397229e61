import type { Random } from '../../core/random.js';
import type { Assortment, Product } from './assortment.js';
import { type Calendar, isSale } from './calendar.js';
import { drawCount, drawKey } from './draws.js';
import { type Channel, GROUPS } from './groups.js';
import { DAYS_PER_YEAR, type Person } from './population.js';

/** One line of a simulated order; money in whole cents. A return has quantity -1 and negative money. */
export interface Line {
  readonly product: Product;
  readonly quantity: number;
  readonly unitPrice: number;
  readonly discount: number;
  readonly cost: number;
}

/** One simulated order. */
export interface Basket {
  readonly day: number;
  /** Minute of the day. */
  readonly minute: number;
  readonly channel: Channel;
  readonly lines: readonly Line[];
}

/** What a person pays for a line, in cents. */
export function lineAmount(line: Line): number {
  return line.quantity * line.unitPrice - line.discount;
}

/** What a person pays for an order, in cents. */
export function basketAmount(basket: Basket): number {
  return basket.lines.reduce((sum, line) => sum + lineAmount(line), 0);
}

/** What an order leaves after the cost of its goods, in cents. */
export function basketMargin(basket: Basket): number {
  return basket.lines.reduce((sum, line) => sum + lineAmount(line) - line.cost, 0);
}

/** Orders that a person is expected to place between two days, the first included, the second not. */
export function expectedOrders(person: Person, calendar: Calendar, from: number, until: number): number {
  const start = Math.max(from, person.joined + 1); // the order of the first day is certain, not expected
  return (person.ordersPerYear / DAYS_PER_YEAR) * calendar.between(start, Math.min(until, person.left));
}

/** All orders of a person in the calendar's time: one when joining, the others as a Poisson process. */
export function drawOrders(person: Person, calendar: Calendar, products: Assortment): Basket[] {
  const { random, joined } = person;
  const start = Math.max(calendar.from, joined + 1);
  const until = Math.min(calendar.to + 1, person.left);
  const days = joined >= calendar.from ? [joined] : [];
  const count = drawCount(random, expectedOrders(person, calendar, start, until));
  for (let i = 0; i < count; i++) days.push(calendar.dayAt(random.next(), start, until));
  return days.map((day) => drawBasket(random, person, day, products));
}

/** One order of a person on a day. */
export function drawBasket(random: Random, person: Person, day: number, products: Assortment): Basket {
  const group = GROUPS[person.group];
  const channel = drawKey(random, person.channels);
  const middle = channel === 'store' ? 14.5 : group.hour;
  const [open, close] = channel === 'store' ? [9 * 60, 20 * 60 - 1] : [0, 24 * 60 - 1];
  const minute = Math.round((middle + 2.5 * random.normal()) * 60);
  const voucher = random.next() < person.voucherShare ? 5 * (2 + random.integer(2)) : 0;

  const sale = isSale(day);
  const lines: Line[] = [];
  const count = 1 + drawCount(random, person.linesPerOrder - 1);
  for (let i = 0; i < count; i++) lines.push(drawLine(random, person, sale, voucher, products));
  if (count > 1 && random.next() < group.returnShare) lines.push(sentBack(lines[random.integer(count)]));
  return { day, minute: Math.min(Math.max(minute, open), close), channel, lines };
}

function drawLine(
  random: Random,
  person: Person,
  sale: boolean,
  voucher: number,
  products: Assortment,
): Line {
  const category = drawKey(random, person.categories);
  const range = random.next() < person.ecoShare ? 'Renew' : drawKey(random, person.ranges);
  const shelf = products[category][range];
  const product = shelf[random.integer(shelf.length)];
  const several = category === 'basics' ? 0.5 : category === 'children' ? 0.25 : 0.06;
  const quantity = random.next() < several ? 2 + random.integer(2) : 1;
  const reduced = sale && random.next() < 0.75 ? 20 + 10 * random.integer(3) : 0;
  const percent = Math.max(reduced, voucher);
  return {
    product,
    quantity,
    unitPrice: product.price,
    discount: Math.round((quantity * product.price * percent) / 100),
    cost: quantity * product.cost,
  };
}

/** One piece of a line comes back, with its part of the discount. */
function sentBack(line: Line): Line {
  return {
    product: line.product,
    quantity: -1,
    unitPrice: line.unitPrice,
    discount: -Math.round(line.discount / line.quantity),
    cost: -line.product.cost,
  };
}
