import { dayText } from '../../core/day.js';
import { type Columns, type Table, tableOf } from '../../core/table.js';
import { type Contacted, isInWindow, windowRevenue } from './campaign.js';
import { AGAIN_DAYS, type FollowedUp } from './campaign-outcomes.js';
import type { CampaignName } from './outcomes-truth.js';
import type { Person } from './population.js';
import type {
  RetailerAnswers,
  RetailerCampaignRow,
  RetailerCustomer,
  RetailerGroup,
  RetailerOrder,
  RetailerOrderLine,
  RetailerOutcomeRow,
} from './retailer.js';
import { type Basket, basketAmount, basketMargin } from './shopping.js';
import { type Answers, NEEDS } from './survey.js';

/** An order with its number and its customer. */
export interface PlacedOrder {
  readonly orderId: string;
  readonly person: Person;
  readonly basket: Basket;
}

type Ids = ReadonlyMap<Person, string>;

export function customersTable(people: readonly Person[], ids: Ids): Table<RetailerCustomer> {
  const rows = people.map(
    (person): RetailerCustomer => ({
      customerId: ids.get(person)!,
      birthYear: person.birthYear,
      gender: person.gender,
      region: person.region,
      householdType: person.household,
      children: person.children,
      joinedOn: dayText(person.joined),
      emailConsent: person.emailConsent ? 'yes' : 'no',
      preferredContact: person.preferredContact,
    }),
  );
  return columnsOf(rows, [
    'customerId',
    'birthYear',
    'gender',
    'region',
    'householdType',
    'children',
    'joinedOn',
    'emailConsent',
    'preferredContact',
  ]).describe({
    customerId: { role: 'id' },
    birthYear: { role: 'descriptor', basis: 'B1' },
    gender: { role: 'protected', basis: 'B1' },
    region: { role: 'descriptor', basis: 'B2' },
    householdType: { role: 'descriptor', basis: 'B1' },
    children: { role: 'descriptor', basis: 'B1', unit: 'children' },
    emailConsent: { role: 'consent', meaning: 'Whether e-mail may be sent for marketing.' },
  });
}

export function ordersTable(placed: readonly PlacedOrder[], ids: Ids): Table<RetailerOrder> {
  const rows = placed.map(
    ({ orderId, person, basket }): RetailerOrder => ({
      orderId,
      customerId: ids.get(person)!,
      orderedAt: `${dayText(basket.day)} ${clock(basket.minute)}`,
      channel: basket.channel,
      amount: euros(basketAmount(basket)),
      currency: 'EUR',
    }),
  );
  return columnsOf(rows, ['orderId', 'customerId', 'orderedAt', 'channel', 'amount', 'currency']).describe({
    customerId: { role: 'id' },
    amount: { role: 'measure', unit: 'EUR', digits: 2, meaning: 'Paid for the order, returns taken off.' },
  });
}

export function linesTable(placed: readonly PlacedOrder[]): Table<RetailerOrderLine> {
  const rows = placed.flatMap(({ orderId, basket }) =>
    basket.lines.map(
      ({ product, quantity, unitPrice, discount, cost }, i): RetailerOrderLine => ({
        orderId,
        line: i + 1,
        product: product.name,
        category: product.category,
        ecoFriendly: product.ecoFriendly ? 'yes' : 'no',
        quantity,
        unitPrice: euros(unitPrice),
        discount: euros(discount),
        cost: euros(cost),
      }),
    ),
  );
  return columnsOf(rows, [
    'orderId',
    'line',
    'product',
    'category',
    'ecoFriendly',
    'quantity',
    'unitPrice',
    'discount',
    'cost',
  ]).describe({
    quantity: { unit: 'pieces' },
    unitPrice: { unit: 'EUR', digits: 2 },
    discount: { unit: 'EUR', digits: 2 },
    cost: { unit: 'EUR', digits: 2 },
  });
}

export function campaignTable(
  campaign: readonly Contacted[],
  orders: ReadonlyMap<Person, readonly Basket[]>,
  ids: Ids,
  sentOn: number,
): Table<RetailerCampaignRow> {
  const rows = campaign.map(({ person, arm, message }): RetailerCampaignRow => {
    const own = orders.get(person)!;
    const count = own.filter((basket) => isInWindow(basket, sentOn)).length;
    return {
      customerId: ids.get(person)!,
      arm,
      message,
      sentOn: dayText(sentOn),
      converted: count > 0 ? 1 : 0,
      orders: count,
      revenue: euros(windowRevenue(own, sentOn)),
    };
  });
  return columnsOf(rows, [
    'customerId',
    'arm',
    'message',
    'sentOn',
    'converted',
    'orders',
    'revenue',
  ]).describe({
    customerId: { role: 'id' },
    converted: { role: 'outcome', meaning: 'Ordered within 30 days of the day of sending.' },
    orders: { role: 'outcome', unit: 'orders' },
    revenue: { role: 'outcome', unit: 'EUR', digits: 2 },
  });
}

/** Campaigns of which all outcomes are known, in the order of their days. */
export function outcomesTable(
  campaigns: readonly {
    readonly name: CampaignName;
    readonly sentOn: number;
    readonly followed: readonly FollowedUp[];
  }[],
  orders: ReadonlyMap<Person, readonly Basket[]>,
  ids: Ids,
): Table<RetailerOutcomeRow> {
  const rows = campaigns.flatMap(({ name, sentOn, followed }) =>
    followed.map((one): RetailerOutcomeRow => {
      const own = orders.get(one.person)!;
      const counted = own.filter((basket) => isInWindow(basket, sentOn));
      const longer = own.filter(({ day }) => day >= sentOn && day < sentOn + AGAIN_DAYS);
      return {
        campaign: name,
        customerId: ids.get(one.person)!,
        arm: one.arm,
        message: one.message,
        sentOn: dayText(sentOn),
        converted: counted.length > 0 ? 1 : 0,
        revenue: euros(counted.reduce((sum, basket) => sum + basketAmount(basket), 0)),
        margin: euros(counted.reduce((sum, basket) => sum + basketMargin(basket), 0)),
        orderedAgain: longer.length > 1 ? 1 : 0,
        visits: one.visits,
        opened: one.opened ? 1 : 0,
        clicked: one.clicked ? 1 : 0,
        unsubscribed: one.unsubscribed ? 1 : 0,
        satisfaction: one.satisfaction ?? null,
      };
    }),
  );
  return columnsOf(rows, [
    'campaign',
    'customerId',
    'arm',
    'message',
    'sentOn',
    'converted',
    'revenue',
    'margin',
    'orderedAgain',
    'visits',
    'opened',
    'clicked',
    'unsubscribed',
    'satisfaction',
  ]).describe({
    customerId: { role: 'id' },
    converted: { role: 'outcome', meaning: 'Ordered within 30 days of the day of sending.' },
    revenue: { role: 'outcome', unit: 'EUR', digits: 2 },
    margin: { role: 'outcome', unit: 'EUR', digits: 2, meaning: 'Revenue less the cost of the goods.' },
    orderedAgain: { role: 'outcome', meaning: 'Two orders or more within 60 days of the day of sending.' },
    visits: { role: 'outcome', unit: 'visits', meaning: 'Without an order, within 30 days.' },
    opened: { role: 'outcome' },
    clicked: { role: 'outcome' },
    unsubscribed: { role: 'outcome' },
    satisfaction: { role: 'outcome', meaning: '1 to 5; nothing where the customer did not answer.' },
  });
}

export function needsTable(survey: readonly Answers[], ids: Ids): Table<RetailerAnswers> {
  const rows = survey.map(
    ({ person, day, needs }): RetailerAnswers => ({
      customerId: ids.get(person)!,
      answeredOn: dayText(day),
      ...needs,
    }),
  );
  return columnsOf(rows, ['customerId', 'answeredOn', ...NEEDS]).describe({ customerId: { role: 'id' } });
}

export function groupsTable(people: readonly Person[], ids: Ids): Table<RetailerGroup> {
  const rows = people.map((person): RetailerGroup => ({ customerId: ids.get(person)!, group: person.group }));
  return columnsOf(rows, ['customerId', 'group']).describe({ customerId: { role: 'id' } });
}

/** A table with these columns, also when there are no rows. */
export function columnsOf<Row extends object>(
  rows: readonly Row[],
  names: readonly (keyof Row & string)[],
): Table<Row> {
  const columns = Object.fromEntries(names.map((name) => [name, rows.map((row) => row[name])]));
  return tableOf(columns as unknown as Columns<Row>);
}

function euros(cents: number): number {
  return cents / 100 + 0; // + 0 turns minus zero into zero
}

function clock(minute: number): string {
  const [hour, rest] = [Math.floor(minute / 60), minute % 60];
  return `${String(hour).padStart(2, '0')}:${String(rest).padStart(2, '0')}`;
}
