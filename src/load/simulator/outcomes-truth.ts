import { dayText } from '../../core/day.js';
import { ARMS, type Arm, CAMPAIGN_DAYS } from './campaign.js';
import { AGAIN_DAYS, type FollowedUp, OUTCOMES, type OutcomeKey } from './campaign-outcomes.js';
import { GROUPS, type GroupKey } from './groups.js';

/** The campaigns of the simulated retailer: `summer` moved nobody, `autumn` is that of `campaign`. */
export type CampaignName = 'summer' | 'autumn';

/** True means of each outcome, had all who were invited been in that arm; money in EUR. */
export type OutcomeMeans = Readonly<Record<OutcomeKey, Readonly<Record<Arm, number>>>>;

/** What a campaign truly did. */
export interface OutcomesTruth {
  readonly sentOn: string;
  readonly windowDays: number;
  /** Days in which two orders count as ordering again. */
  readonly againDays: number;
  /** Customers invited, by group; means are absent where there are none. */
  readonly groups: Readonly<Record<GroupKey, { readonly size: number; readonly means?: OutcomeMeans }>>;
  readonly all: { readonly size: number; readonly means?: OutcomeMeans };
}

const MONEY: readonly OutcomeKey[] = ['revenue', 'margin'];

/** The true means behind a campaign. Satisfaction is that of customers as likely to answer as they are. */
export function outcomesTruth(followed: readonly FollowedUp[], sentOn: number): OutcomesTruth {
  const groups = (Object.keys(GROUPS) as GroupKey[]).map((key) => [
    key,
    meansOf(followed.filter(({ person }) => person.group === key)),
  ]);
  return {
    sentOn: dayText(sentOn),
    windowDays: CAMPAIGN_DAYS,
    againDays: AGAIN_DAYS,
    groups: Object.fromEntries(groups) as OutcomesTruth['groups'],
    all: meansOf(followed),
  };
}

function meansOf(customers: readonly FollowedUp[]): { size: number; means?: OutcomeMeans } {
  if (customers.length === 0) return { size: 0 };
  const mean = (outcome: OutcomeKey, arm: Arm) => {
    let [sum, weights] = [0, 0];
    for (const { truth, answers } of customers) {
      const weight = outcome === 'satisfaction' ? answers : 1;
      sum += weight * truth[outcome][arm];
      weights += weight;
    }
    return sum / weights;
  };
  const means = OUTCOMES.map((outcome) => [
    outcome,
    Object.fromEntries(
      ARMS.map((arm) => [arm, rounded(mean(outcome, arm) / (MONEY.includes(outcome) ? 100 : 1))]),
    ),
  ]);
  return { size: customers.length, means: Object.fromEntries(means) as OutcomeMeans };
}

/** Six digits, so that the last bit of a logarithm on some machine never shows in the file. */
function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
