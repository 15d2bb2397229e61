import type { Table } from '../../core/table.js';
import type { Task } from '../../core/task.js';
import { simulateAccounts } from './accounts.js';
import { simulateDrift } from './drift.js';
import { simulateProtectedAttributes } from './protected-attributes.js';
import { simulateReferrals } from './referrals.js';
import { type RetailerOptions, simulateRetailer } from './simulate-retailer.js';
import { simulateStock } from './stock.js';
import { columnsOf } from './tables.js';
import { simulateTouchpoints } from './touchpoints.js';

/** Every table of a retailer by the name of its file, and what was planted in each. */
export interface RetailerTables {
  readonly tables: Readonly<Record<string, Table>>;
  readonly truths: Readonly<Record<string, unknown>>;
}

/** Share of feedback in German. */
const GERMAN_SHARE = 0.2;

/**
 * Simulates a retailer and all that surrounds it with one seed.
 *
 * @throws {InputError} As `simulateRetailer`.
 */
export async function retailerTables(options: RetailerOptions, task: Task): Promise<RetailerTables> {
  const { seed } = options;
  const retailer = await simulateRetailer(options, task);
  const touch = simulateTouchpoints(retailer, { seed, germanShare: GERMAN_SHARE });
  const people = simulateProtectedAttributes(retailer, { seed });
  const firms = simulateAccounts(retailer, { seed });
  const { referrals, truth: brought } = simulateReferrals(retailer, { seed });
  const { stock, stockOuts, truth: stocked } = simulateStock(retailer, { seed });
  const drift = simulateDrift(retailer, { seed });
  const { feedback: told, ...touched } = touch.truth;
  const written = touch.feedback.array('customerId');
  const tables = {
    customers: retailer.customers,
    orders: retailer.orders,
    'order-lines': retailer.lines,
    campaign: retailer.campaign,
    'campaign-outcomes': retailer.outcomes,
    needs: retailer.needs,
    consents: touch.consents,
    events: touch.events,
    mails: touch.mails,
    feedback: touch.feedback,
    contacts: touch.contacts,
    referrals,
    'protected-attributes': people.attributes,
    mailing: people.mailing,
    accounts: firms.accounts,
    'account-users': firms.users,
    stock,
    periods: drift.periods,
    'truth-feedback': columnsOf(
      told.map((each, i) => ({ customerId: written[i], ...each })),
      ['customerId', 'topic', 'feeling', 'language'],
    ),
    'truth-groups': retailer.groups,
    'truth-account-groups': firms.groups,
    'truth-stock-outs': stockOuts,
    'truth-period-groups': drift.groups,
  };
  return {
    tables: tables as unknown as Readonly<Record<string, Table>>,
    truths: {
      retailer: retailer.truth,
      outcomes: retailer.outcomesTruth,
      touchpoints: touched,
      'protected-attributes': people.truth,
      accounts: firms.truth,
      referrals: brought,
      stock: stocked,
      drift: drift.truth,
    },
  };
}
