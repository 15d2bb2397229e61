import { dayText, toDay } from '../../core/day.js';
import { InputError } from '../../core/input-error.js';
import type { Purpose } from '../../core/purpose.js';
import { type Random, seeded } from '../../core/random.js';
import { type Table, tableFromRows } from '../../core/table.js';
import { drawCount, drawKey } from './draws.js';
import {
  CONTACT_REASONS,
  type Complaint,
  feedbackText,
  type Language,
  type Topic,
} from './feedback-phrases.js';
import { GROUPS, type GroupKey } from './groups.js';
import type { Retailer } from './retailer.js';

/** What a customer agreed to, by purpose. */
export interface RetailerConsent {
  customerId: string;
  analysis: boolean;
  profiling: boolean;
  marketing: boolean;
  thirdParty: boolean;
}

/** Something a customer did on the website. */
export interface RetailerEvent {
  customerId: string;
  /** `YYYY-MM-DD HH:00`. */
  at: string;
  event: 'visit' | 'view' | 'cart';
  category: string;
}

/** What became of a mail: a row each for sent, opened, clicked, unsubscribed, complained. */
export interface RetailerMailEvent {
  mailId: string;
  customerId: string;
  at: string;
  event: 'sent' | 'opened' | 'clicked' | 'unsubscribed' | 'complained';
}

/** Words of a customer. */
export interface RetailerFeedback {
  customerId: string;
  writtenOn: string;
  text: string;
}

/** A contact with the service. */
export interface RetailerContact {
  customerId: string;
  at: string;
  reason: Complaint;
  waitingMinutes: number;
  solved: boolean;
  /** Satisfaction afterwards, 1 to 5. */
  satisfaction: number;
}

/** Touchpoints of a retailer's customers, and what was planted. */
export interface Touchpoints {
  readonly consents: Table<RetailerConsent>;
  readonly events: Table<RetailerEvent>;
  readonly mails: Table<RetailerMailEvent>;
  readonly feedback: Table<RetailerFeedback>;
  readonly contacts: Table<RetailerContact>;
  readonly truth: {
    readonly seed: number;
    /** Chances by group that everything was drawn with. */
    readonly groups: Readonly<Record<GroupKey, TouchpointChances>>;
    /** Share of feedback in German. */
    readonly germanShare: number;
    /** Topic, feeling and language of each feedback, in the order of the table. */
    readonly feedback: readonly Told[];
  };
}

/** What a feedback was made of. */
interface Told {
  readonly topic: Topic;
  readonly feeling: 'good' | 'bad';
  readonly language: Language;
}

/** What members of a group are like at touchpoints; shares 0 to 1. */
export interface TouchpointChances {
  readonly consent: Readonly<Record<Purpose, number>>;
  readonly visitsPerYear: number;
  readonly opened: number;
  /** Of mails that were opened. */
  readonly clicked: number;
  readonly unsubscribed: number;
  readonly topics: Readonly<Record<Topic, number>>;
  /** Share of feedback that is favourable. */
  readonly favourable: number;
  readonly contactsPerYear: number;
}

const chances = (
  consent: readonly [number, number, number, number],
  visitsPerYear: number,
  [opened, clicked, unsubscribed]: readonly [number, number, number],
  topics: Readonly<Record<Topic, number>>,
  favourable: number,
  contactsPerYear: number,
): TouchpointChances => ({
  consent: { analysis: consent[0], profiling: consent[1], marketing: consent[2], 'third party': consent[3] },
  ...{ visitsPerYear, opened, clicked, unsubscribed, topics, favourable, contactsPerYear },
});

/** Planted: who agrees to profiling is no fair sample, older and eco-friendly customers agree less. */
export const CHANCES: Readonly<Record<GroupKey, TouchpointChances>> = {
  'young-professionals': chances(
    [0.98, 0.85, 0.7, 0.3],
    24,
    [0.35, 0.3, 0.004],
    { delivery: 5, price: 1, quality: 1, service: 1 },
    0.6,
    0.3,
  ),
  families: chances(
    [0.97, 0.75, 0.65, 0.2],
    14,
    [0.28, 0.2, 0.006],
    { delivery: 2, price: 4, quality: 2, service: 1 },
    0.65,
    0.5,
  ),
  retirees: chances(
    [0.9, 0.4, 0.4, 0.05],
    5,
    [0.45, 0.12, 0.003],
    { delivery: 1, price: 1, quality: 2, service: 5 },
    0.75,
    0.8,
  ),
  'eco-friendly': chances(
    [0.95, 0.5, 0.5, 0.02],
    12,
    [0.4, 0.25, 0.01],
    { delivery: 2, price: 1, quality: 5, service: 1 },
    0.7,
    0.3,
  ),
  others: chances(
    [0.95, 0.65, 0.55, 0.15],
    8,
    [0.2, 0.1, 0.006],
    { delivery: 2, price: 2, quality: 2, service: 2 },
    0.65,
    0.4,
  ),
};

const MAILS = 12;
const FEEDBACK_SHARE = 0.08;

/**
 * Simulates what customers of a simulated retailer did besides ordering, caused by the same planted groups: consent by
 * purpose, visits of the website, mails and what became of them (only with consent to marketing), feedback in English
 * or German with a planted topic and feeling, and contacts with the service, whose satisfaction falls with waiting. Each table
 * draws from a stream of its own, so that one does not change with another.
 *
 * @param options - `seed`: any whole number. `year`: which calendar year, default 2025. `germanShare`: share of feedback in
 *   German, 0 to 1, default 0; the rest is as it would be without.
 * @throws {InputError} For a share that is none.
 *
 * O(customers · visits).
 *
 * @example
 * const retailer = await simulateRetailer({ seed: 1, customers: 200, answers: 20 });
 * simulateTouchpoints(retailer, { seed: 1 }).consents.numRows(); // 200
 */
export function simulateTouchpoints(
  retailer: Retailer,
  options: { readonly seed: number; readonly year?: number; readonly germanShare?: number },
): Touchpoints {
  const { seed, year = 2025, germanShare = 0 } = options;
  if (!(germanShare >= 0 && germanShare <= 1)) {
    throw new InputError(`simulateTouchpoints: germanShare is ${germanShare}; it must be from 0 to 1.`);
  }
  const [consentDraws, visitDraws, mailDraws, feedbackDraws, contactDraws, languageDraws] = [
    0, 1, 2, 3, 4, 5,
  ].map((table) => seeded(seed).stream(table));
  const groups = new Map(retailer.groups.objects().map(({ customerId, group }) => [customerId, group]));
  const people = retailer.customers
    .array('customerId')
    .map((customerId) => ({ customerId, group: groups.get(customerId)! }));
  const first = toDay(`${year}-01-01`, 'simulateTouchpoints');
  const days = toDay(`${year + 1}-01-01`, 'simulateTouchpoints') - first;
  const dayOf = (draw: Random) => dayText(first + draw.integer(days));
  const consents = people.map(({ customerId, group }) => drawConsent(consentDraws, customerId, group));
  const told: Told[] = [];
  const languageOf = (): Language => (languageDraws.next() < germanShare ? 'de' : 'en');
  return {
    consents: tableFromRows(consents),
    events: tableFromRows(people.flatMap((person) => visitsOf(visitDraws, person, dayOf))),
    mails: tableFromRows(mailsTo(mailDraws, people, consents, first, days)),
    feedback: tableFromRows(feedbackOf(feedbackDraws, people, dayOf, languageOf, told)),
    contacts: tableFromRows(contactsOf(contactDraws, people, dayOf)),
    truth: { seed, groups: CHANCES, germanShare, feedback: told },
  };
}

interface Member {
  readonly customerId: string;
  readonly group: GroupKey;
}

function drawConsent(random: Random, customerId: string, group: GroupKey): RetailerConsent {
  const { consent } = CHANCES[group];
  const [analysis, profiling, marketing, thirdParty] = (
    ['analysis', 'profiling', 'marketing', 'third party'] as const
  ).map((purpose) => random.next() < consent[purpose]);
  return { customerId, analysis, profiling, marketing, thirdParty };
}

function visitsOf(
  random: Random,
  { customerId, group }: Member,
  dayOf: (draw: Random) => string,
): RetailerEvent[] {
  const rows: RetailerEvent[] = [];
  const planted = GROUPS[group];
  for (let visit = drawCount(random, CHANCES[group].visitsPerYear); visit > 0; visit--) {
    const hour = Math.min(23, Math.max(0, Math.round(planted.hour + 2 * random.normal())));
    const at = `${dayOf(random)} ${String(hour).padStart(2, '0')}:00`;
    const category = drawKey(random, planted.categories);
    rows.push({ customerId, at, event: 'visit', category });
    for (let view = drawCount(random, 2); view > 0; view--) {
      rows.push({ customerId, at, event: 'view', category: drawKey(random, planted.categories) });
    }
    if (random.next() < 0.2) rows.push({ customerId, at, event: 'cart', category });
  }
  return rows;
}

function mailsTo(
  random: Random,
  people: readonly Member[],
  consents: readonly RetailerConsent[],
  first: number,
  days: number,
): RetailerMailEvent[] {
  const rows: RetailerMailEvent[] = [];
  people.forEach(({ customerId, group }, i) => {
    if (!consents[i].marketing) return;
    const { opened, clicked, unsubscribed } = CHANCES[group];
    for (let mail = 0; mail < MAILS; mail++) {
      const day = dayText(first + Math.floor((mail * days) / MAILS));
      const row = (event: RetailerMailEvent['event'], at: string) =>
        rows.push({ mailId: `M${mail + 1}`, customerId, at, event });
      row('sent', `${day} 09:00`);
      const hour = String(9 + random.integer(12)).padStart(2, '0');
      const reads = random.next() < opened;
      if (reads) row('opened', `${day} ${hour}:00`);
      if (reads && random.next() < clicked) row('clicked', `${day} ${hour}:00`);
      if (random.next() < unsubscribed / 20) row('complained', `${day} ${hour}:00`);
      if (random.next() >= unsubscribed) continue;
      row('unsubscribed', `${day} ${hour}:00`);
      break;
    }
  });
  return rows;
}

function feedbackOf(
  random: Random,
  people: readonly Member[],
  dayOf: (draw: Random) => string,
  languageOf: () => Language,
  told: Told[],
): RetailerFeedback[] {
  return people.flatMap(({ customerId, group }) => {
    if (random.next() >= FEEDBACK_SHARE) return [];
    const topic = drawKey(random, CHANCES[group].topics);
    const feeling = random.next() < CHANCES[group].favourable ? 'good' : 'bad';
    const language = languageOf();
    told.push({ topic, feeling, language });
    return [{ customerId, writtenOn: dayOf(random), text: feedbackText(random, topic, feeling, language) }];
  });
}

function contactsOf(
  random: Random,
  people: readonly Member[],
  dayOf: (draw: Random) => string,
): RetailerContact[] {
  return people.flatMap(({ customerId, group }) =>
    Array.from({ length: drawCount(random, CHANCES[group].contactsPerYear) }, (): RetailerContact => {
      const waitingMinutes = 1 + Math.floor(-12 * Math.log(1 - random.next()));
      const solved = random.next() < 0.8;
      const feeling = 4.6 - waitingMinutes / 20 - (solved ? 0 : 1.5) + 0.5 * random.normal();
      return {
        customerId,
        at: `${dayOf(random)} ${String(8 + random.integer(11)).padStart(2, '0')}:00`,
        reason: drawKey(random, CONTACT_REASONS),
        waitingMinutes,
        solved,
        satisfaction: Math.min(5, Math.max(1, Math.round(feeling))),
      };
    }),
  );
}
