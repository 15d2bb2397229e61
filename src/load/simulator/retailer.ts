import type { Table } from '../../core/table.js';
import type { Category } from './assortment.js';
import type { Arm, Message } from './campaign.js';
import type { Channel, Contact, GroupKey, Household, Need, Region } from './groups.js';
import type { CampaignName, OutcomesTruth } from './outcomes-truth.js';
import type { RetailerTruth } from './truth.js';

/** A simulated clothing retailer. */
export interface Retailer {
  readonly customers: Table<RetailerCustomer>;
  readonly orders: Table<RetailerOrder>;
  readonly lines: Table<RetailerOrderLine>;
  readonly campaign: Table<RetailerCampaignRow>;
  /** Both campaigns with all that came of them: `campaign`, and one before that moved nobody. */
  readonly outcomes: Table<RetailerOutcomeRow>;
  readonly needs: Table<RetailerAnswers>;
  /** What no retailer has: the planted group of each customer. */
  readonly groups: Table<RetailerGroup>;
  /** Parameters, sizes and true effects. */
  readonly truth: RetailerTruth;
  /** True means of the outcomes of both campaigns. */
  readonly outcomesTruth: Readonly<Record<CampaignName, OutcomesTruth>>;
}

/** A customer as the retailer knows them. */
export interface RetailerCustomer {
  readonly customerId: string;
  readonly birthYear: number;
  readonly gender: 'female' | 'male' | 'not stated';
  readonly region: Region;
  readonly householdType: Household;
  readonly children: number;
  /** `YYYY-MM-DD`. */
  readonly joinedOn: string;
  readonly emailConsent: 'yes' | 'no';
  readonly preferredContact: Contact;
}

/** An order. Amounts are what was paid, so above 0. */
export interface RetailerOrder {
  readonly orderId: string;
  readonly customerId: string;
  /** `YYYY-MM-DD HH:MM`, the retailer's local time. */
  readonly orderedAt: string;
  readonly channel: Channel;
  /** Sum of the lines: quantity x unitPrice - discount, returns taken off. */
  readonly amount: number;
  readonly currency: 'EUR';
}

/** A line of an order. What was paid for it is `quantity * unitPrice - discount`. */
export interface RetailerOrderLine {
  readonly orderId: string;
  /** Counted from 1 within the order. */
  readonly line: number;
  readonly product: string;
  readonly category: Category;
  readonly ecoFriendly: 'yes' | 'no';
  /** Pieces; -1 for one that was sent back. */
  readonly quantity: number;
  /** EUR for one piece before discount. */
  readonly unitPrice: number;
  /** EUR taken off the whole line; negative on a return. */
  readonly discount: number;
  /** EUR the retailer paid for the goods of the line; negative on a return. */
  readonly cost: number;
}

/** A customer who took part in the campaign. */
export interface RetailerCampaignRow {
  readonly customerId: string;
  readonly arm: Arm;
  readonly message: Message;
  /** `YYYY-MM-DD`; for `none` the day on which the others were sent. */
  readonly sentOn: string;
  /** 1 with at least one order within 30 days, the day of sending included, else 0. */
  readonly converted: 0 | 1;
  /** Orders in those days. */
  readonly orders: number;
  /** Their amounts in EUR. */
  readonly revenue: number;
}

/** What came of a campaign with one customer. */
export interface RetailerOutcomeRow {
  readonly campaign: CampaignName;
  readonly customerId: string;
  readonly arm: Arm;
  readonly message: Message;
  /** `YYYY-MM-DD`. */
  readonly sentOn: string;
  /** 1 with at least one order within 30 days, the day of sending included, else 0. */
  readonly converted: 0 | 1;
  /** EUR of those orders. */
  readonly revenue: number;
  /** Revenue less the cost of the goods. */
  readonly margin: number;
  /** 1 with two orders or more within 60 days. */
  readonly orderedAgain: 0 | 1;
  /** Visits without an order within 30 days. */
  readonly visits: number;
  readonly opened: 0 | 1;
  /** Opened and clicked. */
  readonly clicked: 0 | 1;
  readonly unsubscribed: 0 | 1;
  /** 1 to 5, asked afterwards; `null` without an answer. */
  readonly satisfaction: number | null;
}

/** Answers to "how much does it matter to you?", 1 (not) to 7 (most). */
export type RetailerAnswers = { readonly customerId: string; readonly answeredOn: string } & Readonly<
  Record<Need, number>
>;

/** The planted group of a customer. */
export interface RetailerGroup {
  readonly customerId: string;
  readonly group: GroupKey;
}
