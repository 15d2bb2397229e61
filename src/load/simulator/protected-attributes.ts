import { seeded } from '../../core/random.js';
import type { Table } from '../../core/table.js';
import { drawKey } from './draws.js';
import type { Retailer } from './retailer.js';
import { columnsOf } from './tables.js';

/** A neutral protected category; its letters stand for nothing. */
export type Background = 'A' | 'B' | 'C';

/** What an audit knows of a customer, and where the customer lives. */
export interface RetailerProtected {
  readonly customerId: string;
  readonly background: Background;
  /** By the age reached in the last year: under 30, 30 to 59, 60 and over. */
  readonly ageGroup: '18-29' | '30-59' | '60+';
  /** Region and a number from 1 to 3; a proxy of `background`. */
  readonly postalArea: string;
}

/** Whether a customer with consent to e-mail was sent a mailing. */
export interface RetailerMailing {
  readonly customerId: string;
  readonly sent: boolean;
}

/** Protected attributes, a mailing that is biased by them, and what was planted. */
export interface ProtectedAttributes {
  readonly attributes: Table<RetailerProtected>;
  readonly mailing: Table<RetailerMailing>;
  readonly truth: {
    readonly seed: number;
    readonly shares: Readonly<Record<Background, number>>;
    /** Share of each category that lives in the area of its region that is most its own. */
    readonly ownArea: number;
    /** Share that is sent the mailing: lower for `C`, whatever else they are like. */
    readonly sent: Readonly<Record<Background, number>>;
  };
}

const SHARES = { A: 0.5, B: 0.3, C: 0.2 } as const;
const OWN_AREA = { A: 1, B: 2, C: 3 } as const;
const OWN_AREA_SHARE = 0.7;
const SENT = { A: 0.8, B: 0.8, C: 0.4 } as const;
const STREAM = 110;

/**
 * Simulates protected attributes beside gender: a neutral category, the age group, and a postal area that gives the
 * category away (a proxy an audit should find). A mailing to those with consent is planted to reach `C` half as often.
 *
 * @param options - `seed`: any whole number.
 *
 * O(customers).
 *
 * @example
 * const retailer = await simulateRetailer({ seed: 1, customers: 200, answers: 20 });
 * simulateProtectedAttributes(retailer, { seed: 1 }).truth.sent; // { A: 0.8, B: 0.8, C: 0.4 }
 */
export function simulateProtectedAttributes(
  retailer: Retailer,
  options: { readonly seed: number },
): ProtectedAttributes {
  const draws = seeded(options.seed).stream(STREAM);
  const mailDraws = seeded(options.seed).stream(STREAM + 1);
  const year = Number(retailer.truth.to.slice(0, 4));
  const people = retailer.customers.objects();
  const attributes = people.map(({ customerId, birthYear, region }): RetailerProtected => {
    const background = drawKey(draws, SHARES);
    const own = OWN_AREA[background];
    const area = draws.next() < OWN_AREA_SHARE ? own : 1 + ((own + draws.integer(2)) % 3);
    const age = year - birthYear;
    const ageGroup = age < 30 ? '18-29' : age < 60 ? '30-59' : '60+';
    return { customerId, background, ageGroup, postalArea: `${region} ${area}` };
  });
  const mailing = people.flatMap(({ customerId, emailConsent }, i): RetailerMailing[] =>
    emailConsent === 'yes' ? [{ customerId, sent: mailDraws.next() < SENT[attributes[i].background] }] : [],
  );
  return {
    attributes: columnsOf(attributes, ['customerId', 'background', 'ageGroup', 'postalArea']).describe({
      customerId: { role: 'id' },
      background: { role: 'protected' },
      ageGroup: { role: 'protected' },
    }),
    mailing: columnsOf(mailing, ['customerId', 'sent']),
    truth: { seed: options.seed, shares: SHARES, ownArea: OWN_AREA_SHARE, sent: SENT },
  };
}
