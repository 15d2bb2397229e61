import { columnLabel } from '../../display/column-label.js';
import type { SegmentReach } from '../../measure/usefulness/reachability.js';
import { smallestDetectableDifference } from '../../stats/smallest-detectable-difference.js';
import type { Profile } from '../profile.js';
import type { EvaluationCardsOptions } from './evaluation-cards.js';
import { planFacts, segmentFacts } from './evaluation-evidence.js';
import type { Fact } from './facts.js';

/** All that the card of a segment quotes. */
export function cardFacts(profile: Profile, s: number, options: EvaluationCardsOptions): Fact[] {
  const { key } = profile.segments[s];
  const { evaluation, cost } = options;
  const judged = evaluation?.segments.find((segment) => segment.key === key);
  const channel = bestChannel(key, options);
  const perContact = costOf(channel?.name, options);
  const contacts = channel?.reach.reachable ?? profile.segments[s].size;
  return [
    ...(evaluation === undefined ? [] : planFacts(evaluation)),
    ...(judged === undefined ? [] : segmentFacts(judged)),
    [['evaluation', 'ranked'], evaluation?.segments.filter(({ status }) => status === 'ranked').length],
    [['evaluation', 'first'], evaluation?.sensitivity?.first[key]?.value],
    ...valueFacts(profile, s, options.value),
    [['channel', 'name'], channel?.name],
    [['channel', 'share'], channel?.reach.share?.value],
    [['channel', 'low'], channel?.reach.share?.low],
    [['channel', 'high'], channel?.reach.share?.high],
    [['contacts'], contacts],
    [['cost', 'contact'], perContact],
    [['cost', 'all'], perContact === undefined ? undefined : perContact * contacts],
    [['cost', 'currency'], cost?.currency],
    ...responseFacts(key, options),
    ...testFacts(key, contacts, options),
  ];
}

/** The channel that reaches most of a segment; of equal ones the first by what the data leave open, then as given. */
function bestChannel(
  key: string,
  { channels = {} }: EvaluationCardsOptions,
): { readonly name: string; readonly reach: SegmentReach } | undefined {
  const found = Object.entries(channels).flatMap(([name, { segments }]) => {
    const reach = segments.find((segment) => segment.key === key)!;
    return reach.share === undefined ? [] : [{ name, reach }];
  });
  return found.sort((a, b) => b.reach.share!.value - a.reach.share!.value)[0];
}

function costOf(channel: string | undefined, { cost }: EvaluationCardsOptions): number | undefined {
  if (cost === undefined) return undefined;
  if (typeof cost.perContact === 'number') return cost.perContact;
  return channel === undefined || !Object.hasOwn(cost.perContact, channel)
    ? undefined
    : cost.perContact[channel];
}

function valueFacts(profile: Profile, s: number, value: string | undefined): Fact[] {
  const column = profile.numbers.find(({ name }) => name === value);
  if (column === undefined) return [];
  const totals = column.bySegment.map(({ mean = 0, n }) => mean * n);
  const all = totals.reduce((sum, total) => sum + total, 0);
  const isShare = all > 0 && totals.every((total) => total >= 0);
  return [
    [['value', 'words'], columnLabel(column.name, column.info)],
    [['value', 'mean'], column.bySegment[s].mean],
    [['value', 'all'], column.all.mean],
    [['value', 'share'], isShare ? totals[s] / all : undefined],
  ];
}

function responseFacts(key: string, { response }: EvaluationCardsOptions): Fact[] {
  const own = response?.segments.find((segment) => segment.key === key);
  if (response === undefined || own === undefined) return [];
  const factor = response.outcome === 'yes or no' ? 100 : 1; // percentage points
  const times = (value: number | undefined) => (value === undefined ? undefined : value * factor);
  return [
    [['response', 'effect'], times(own.effect?.value)],
    [['response', 'low'], times(own.effect?.low)],
    [['response', 'high'], times(own.effect?.high)],
    [['response', 'all'], times(response.overall?.value)],
    [['response', 'p'], response.interaction?.p],
  ];
}

function testFacts(key: string, contacts: number, { test = {}, response }: EvaluationCardsOptions): Fact[] {
  const { control = 0.5, confidence = 0.95, power = 0.8 } = test;
  const own = response?.segments.find((segment) => segment.key === key);
  const measured = response?.outcome === 'yes or no' ? own?.controlMean : undefined;
  const baseline = test.baseline ?? measured;
  const held = Math.round(contacts * control);
  const arms = [held, contacts - held] as const;
  if (baseline === undefined || baseline >= 1 || Math.min(...arms) < 1) return [];
  const difference = smallestDetectableDifference({ arms, baseline, confidence, power });
  return [
    [['test', 'control'], arms[0]],
    [['test', 'treated'], arms[1]],
    [['test', 'baseline'], baseline],
    [['test', 'raised'], difference === undefined ? undefined : baseline + difference],
    [['test', 'difference'], difference === undefined ? undefined : difference * 100],
    [['test', 'confidence'], confidence],
    [['test', 'power'], power],
  ];
}
