import { ARMS, type Arm, type Contacted } from './campaign.js';
import { GROUPS, type GroupKey, type PlantedGroup } from './groups.js';
import type { Person } from './population.js';

/** What was planted in one group, and what it should look like in the data. */
export interface GroupTruth extends CampaignTruth {
  /** The parameters that the group was drawn from. */
  readonly parameters: PlantedGroup;
}

/** How many customers, and what the campaign truly did to them. */
export interface CampaignTruth {
  readonly size: number;
  readonly sizeByArm: Readonly<Record<Arm, number>>;
  /**
   * Mean true probability of an order in the window, had all who were invited been in that arm; absent when
   * nobody was.
   */
  readonly conversion?: Readonly<Record<Arm, number>>;
  /** Points of conversion, 0 to 1, that each message adds to `none`, over the same customers. */
  readonly effect?: Readonly<Record<Exclude<Arm, 'none'>, number>>;
}

/** What no retailer knows: the planted groups and effects behind the simulated data, and how they were made. */
export interface RetailerTruth {
  readonly seed: number;
  readonly customers: number;
  /** First and last day, `YYYY-MM-DD`. */
  readonly from: string;
  readonly to: string;
  /** Day of the campaign's messages. */
  readonly sentOn: string;
  /** Days in which orders count for the campaign, the day of sending included. */
  readonly windowDays: number;
  readonly groups: Readonly<Record<GroupKey, GroupTruth>>;
  /** The same over all groups. */
  readonly all: CampaignTruth;
}

/** Collects what was planted in people and campaign. */
export function truthOf(
  people: readonly Person[],
  campaign: readonly Contacted[],
): Pick<RetailerTruth, 'groups' | 'all'> {
  const entries = (Object.keys(GROUPS) as GroupKey[]).map((key) => {
    const members = people.filter((person) => person.group === key);
    const invited = campaign.filter(({ person }) => person.group === key);
    return [key, { ...campaignTruth(members, invited), parameters: GROUPS[key] }];
  });
  return {
    groups: Object.fromEntries(entries) as Record<GroupKey, GroupTruth>,
    all: campaignTruth(people, campaign),
  };
}

function campaignTruth(people: readonly Person[], invited: readonly Contacted[]): CampaignTruth {
  const sizes = ARMS.map((arm) => [arm, invited.filter((one) => one.arm === arm).length]);
  const counted = { size: people.length, sizeByArm: Object.fromEntries(sizes) as Record<Arm, number> };
  if (invited.length === 0) return counted;

  const mean = (arm: Arm) => invited.reduce((sum, one) => sum + one.conversion[arm], 0) / invited.length;
  const [none, oneMessage, bySegment] = ARMS.map(mean);
  return {
    ...counted,
    conversion: { none: round(none), 'one-message': round(oneMessage), 'by-segment': round(bySegment) },
    effect: { 'one-message': round(oneMessage - none), 'by-segment': round(bySegment - none) },
  };
}

/** Six digits, so that the last bit of a logarithm on some machine never shows in the file. */
function round(share: number): number {
  return Math.round(share * 1e6) / 1e6;
}
