import { type EvidenceSource, type Quote, quote, type Sentence, sentence } from '../../core/evidence.js';
import type { NumberFormat } from '../../core/format.js';
import { spokenFormat, spokenPercent } from '../../display/spoken-format.js';
import type { Profile } from '../profile.js';
import type { EvaluationCardsOptions } from './evaluation-cards.js';

const SURE = 0.05;

/** A heading and what stands below it. */
interface DecisionSection {
  readonly heading: string;
  readonly sentences: readonly Sentence[];
}

/** Sentences of a card from its facts, and what there are no facts for. */
export function decisionSections(
  profile: Profile,
  s: number,
  options: EvaluationCardsOptions,
  source: EvidenceSource,
): { readonly sections: readonly DecisionSection[]; readonly missing: readonly string[] } {
  const number = (address: readonly string[]) => {
    const value = source.at(address);
    return typeof value === 'number' ? value : undefined;
  };
  const say = (address: readonly string[], format: NumberFormat = {}) => quote(source, address, format);
  const percent = (address: readonly string[]) => say(address, spokenPercent(number(address) ?? 0));
  const voice: Voice = { number, say, percent };
  const all: [string, string, readonly Sentence[]][] = [
    ['Where it ranks', 'rank', ranking(profile.segments[s].key, options, voice)],
    ['What it is worth', 'value', worth(profile, options, voice)],
    ['How to reach it', 'channel', reach(options, voice)],
    ['How it responds', 'response', response(options, voice)],
    ['What a contact costs', 'cost', costs(options, voice)],
    ['Smallest test', 'conversion without a campaign', smallestTest(options, voice)],
  ];
  return {
    sections: all.flatMap(([heading, , sentences]) => (sentences.length > 0 ? [{ heading, sentences }] : [])),
    missing: all.flatMap(([, what, sentences]) => (sentences.length > 0 ? [] : [what])),
  };
}

interface Voice {
  number(address: readonly string[]): number | undefined;
  say(address: readonly string[], format?: NumberFormat): Quote;
  percent(address: readonly string[]): Quote;
}

function ranking(key: string, { evaluation }: EvaluationCardsOptions, { number, say, percent }: Voice) {
  const judged = evaluation?.segments.find((segment) => segment.key === key);
  if (judged === undefined) return [];
  if (judged.status !== 'ranked') return [judged.reason];
  const first =
    number(['evaluation', 'first']) === undefined
      ? []
      : [sentence`First in ${percent(['evaluation', 'first'])} of all ways to weigh the criteria.`];
  return [
    sentence`Rank ${say(['segment', key, 'rank'])} of ${say(['evaluation', 'ranked'])}.`,
    judged.reason,
    ...first,
  ];
}

function worth(profile: Profile, { value }: EvaluationCardsOptions, { number, say, percent }: Voice) {
  const column = profile.numbers.find(({ name }) => name === value);
  const own = number(['value', 'mean']);
  if (column === undefined || own === undefined) return [];
  const spoken = (what: string) =>
    say(['value', what], spokenFormat(column.name, column.info, number(['value', what]) ?? 0));
  const mean = sentence`${say(['value', 'words'])}: on average ${spoken('mean')} (all customers: ${spoken('all')}).`;
  if (number(['value', 'share']) === undefined) return [mean];
  return [mean, sentence`Together they hold ${percent(['value', 'share'])} of it.`];
}

function reach(_: EvaluationCardsOptions, { number, say, percent }: Voice) {
  if (number(['channel', 'share']) === undefined) return [];
  return [
    sentence`By ${say(['channel', 'name'])}: it reaches ${percent(['channel', 'share'])} of them (${percent(['channel', 'low'])} to ${percent(['channel', 'high'])}), ${say(['contacts'])} customers.`,
  ];
}

function response({ response: measured }: EvaluationCardsOptions, { number, say }: Voice) {
  if (measured === undefined) return [];
  if (number(['response', 'effect']) === undefined) {
    return [sentence`Too few of them were in the campaign or the control group to tell.`];
  }
  const unit = measured.outcome === 'yes or no' ? ' percentage points' : '';
  const digits = { digits: measured.outcome === 'yes or no' ? 1 : 2 };
  const effect = sentence`Effect ${say(['response', 'effect'], digits)}${unit} (${say(['response', 'low'], digits)} to ${say(['response', 'high'], digits)}); all customers: ${say(['response', 'all'], digits)}.`;
  const p = number(['response', 'p']);
  if (p === undefined) return [effect, sentence`Whether segments differ could not be compared.`];
  const shown = say(['response', 'p'], p < 0.001 ? {} : { digits: 3 });
  return [
    effect,
    p < SURE
      ? sentence`The segments differ by more than chance (p = ${shown}).`
      : sentence`That segments differ is not shown (p = ${shown}): its own effect may be that of all.`,
  ];
}

function costs({ cost }: EvaluationCardsOptions, { number, say }: Voice) {
  if (cost === undefined || number(['cost', 'all']) === undefined) return [];
  const money = (address: readonly string[]) => {
    const value = number(address)!;
    return say(address, { digits: value >= 100 || Number.isInteger(value) ? 0 : 2 });
  };
  return [
    sentence`${say(['contacts'])} customers once: ${money(['cost', 'all'])} ${say(['cost', 'currency'])}, at ${money(['cost', 'contact'])} each.`,
  ];
}

function smallestTest(_: EvaluationCardsOptions, { number, say, percent }: Voice) {
  if (number(['test', 'baseline']) === undefined) return [];
  const arms = sentence`${say(['test', 'treated'])} treated, ${say(['test', 'control'])} held out.`;
  if (number(['test', 'raised']) === undefined) {
    return [
      arms,
      sentence`No rise from ${percent(['test', 'baseline'])}, however large, could be shown: test them together with others.`,
    ];
  }
  const share = { style: 'percent', digits: 1 } as const;
  return [
    arms,
    sentence`It could show a rise from ${say(['test', 'baseline'], share)} to ${say(['test', 'raised'], share)} or more (${say(['test', 'difference'], { digits: 1 })} percentage points), with ${percent(['test', 'power'])} power at ${percent(['test', 'confidence'])} confidence.`,
  ];
}
