import { type Assortment, assortment, type Category, type Range } from './assortment.js';
import { GROUPS } from './groups.js';
import type { Person } from './population.js';

/** Money in cents, on average. */
export interface ExpectedBasket {
  /** What is paid for the order. */
  readonly amount: number;
  /** That less what the retailer paid for the goods. */
  readonly margin: number;
}

/** A line of an order: as bought, and one piece of it sent back. */
interface ExpectedLine {
  readonly bought: ExpectedBasket;
  readonly back: ExpectedBasket;
}

const VOUCHERS = [10, 15];
const REDUCTIONS = [20, 30, 40];
const REDUCED_SHARE = 0.75;
const SEVERAL: Partial<Record<Category, number>> = { basics: 0.5, children: 0.25 };
const SELDOM = 0.06;

/**
 * What an order of a person brings on average: `drawBasket` without chance, in a sale or outside of one.
 *
 * @returns A function of person and sale. O(departments × ranges) for a person.
 */
export function expectedBaskets(
  products: Assortment = assortment(),
): (person: Person, sale: boolean) => ExpectedBasket {
  const categories = Object.keys(products) as Category[];
  const kept = new Map<string, ExpectedLine>();
  const lineOf = (category: Category, range: Range, voucher: number, sale: boolean): ExpectedLine => {
    const key = `${category} ${range} ${voucher} ${sale}`;
    const known = kept.get(key) ?? expectedLine(products, category, range, voucher, sale);
    kept.set(key, known);
    return known;
  };
  return (person, sale) => {
    const all = categories.reduce((sum, category) => sum + person.categories[category], 0);
    const others = Object.entries(person.ranges) as [Exclude<Range, 'Renew'>, number][];
    const rest = others.reduce((sum, [, weight]) => sum + weight, 0);
    const ranges: [Range, number][] = [
      ['Renew', person.ecoShare],
      ...others.map(([range, weight]): [Range, number] => [range, ((1 - person.ecoShare) * weight) / rest]),
    ];
    const vouchers: [number, number][] = [
      [0, 1 - person.voucherShare],
      ...VOUCHERS.map((percent): [number, number] => [percent, person.voucherShare / VOUCHERS.length]),
    ];
    const lines = categories.flatMap((category) =>
      ranges.flatMap(([range, share]) =>
        vouchers.map(([voucher, chance]) => ({
          weight: (person.categories[category] / all) * share * chance,
          line: lineOf(category, range, voucher, sale),
        })),
      ),
    );
    const several = 1 - Math.exp(1 - person.linesPerOrder); // two lines or more: Poisson, one is certain
    const sentBack = several * GROUPS[person.group].returnShare;
    const mean = (money: keyof ExpectedBasket) =>
      lines.reduce(
        (sum, { weight, line: { bought, back } }) =>
          sum + weight * (person.linesPerOrder * bought[money] - sentBack * back[money]),
        0,
      );
    return { amount: mean('amount'), margin: mean('margin') };
  };
}

/** Over the articles of a department and range, the number of pieces and the reductions of a sale. */
function expectedLine(
  products: Assortment,
  category: Category,
  range: Range,
  voucher: number,
  sale: boolean,
): ExpectedLine {
  const several = SEVERAL[category] ?? SELDOM;
  const quantities: [number, number][] = [
    [1, 1 - several],
    [2, several / 2],
    [3, several / 2],
  ];
  const percents: [number, number][] = sale
    ? [
        [voucher, 1 - REDUCED_SHARE],
        ...REDUCTIONS.map((percent): [number, number] => [percent, REDUCED_SHARE / REDUCTIONS.length]),
      ]
    : [[voucher, 1]];
  const shelf = products[category][range];
  const sums = { bought: { amount: 0, margin: 0 }, back: { amount: 0, margin: 0 } };
  for (const { price, cost } of shelf) {
    for (const [quantity, often] of quantities) {
      for (const [percent, chance] of percents) {
        const weight = (often * chance) / shelf.length;
        const discount = Math.round((quantity * price * percent) / 100);
        const paid = quantity * price - discount;
        const returned = price - Math.round(discount / quantity);
        sums.bought.amount += weight * paid;
        sums.bought.margin += weight * (paid - quantity * cost);
        sums.back.amount += weight * returned;
        sums.back.margin += weight * (returned - cost);
      }
    }
  }
  return sums;
}
