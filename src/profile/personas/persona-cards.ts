import { type EvidenceSource, evidenceLines, isProven, type Sentence } from '../../core/evidence.js';
import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import { unknownName } from '../../core/unknown-name.js';
import {
  type Card,
  type CardSentence,
  type CardsContent,
  DISPLAY_KEY,
  type Displayable,
} from '../../display/bundle.js';
import { contentBundle } from '../../display/content-bundle.js';
import { counted } from '../../display/counted.js';
import { segmentStyles } from '../../display/palette.js';
import { spokenPercent } from '../../display/spoken-format.js';
import type { Profile } from '../profile.js';
import { profileEvidence } from '../profile-evidence.js';
import type { SectionSentence } from './card-sections.js';
import type { PersonaCardsOptions } from './persona-options.js';
import { personaSections } from './persona-sections.js';
import { type StabilityEvidence, stabilityEvidence } from './stability-evidence.js';

/** Cards ready to be displayed. */
export interface PersonaCards extends Displayable {
  readonly content: CardsContent;
}

/**
 * A card for each segment: size and how stable it is; what sets it apart from the others, with the size of the difference and of
 * how many; a real customer in the middle and how many are unlike; how it buys, by which channels and when, what it is interested in
 * and needs, who they are; what is not known, and what would change our mind.
 * In its sentences "typically" is the median, "on average" the mean. Every number quotes a table and is compared
 * with it; a sentence that does not match is shown as unproven, and a run of the notebook ends with an error. What comes from no
 * data is marked as an assumption, what comes from customers' own words as such.
 *
 * Columns with the role `protected` stay out, whatever the profile holds, unless they are asked for by name: then they are told
 * as distributions beside all customers. Those that the profile kept out because of their names are told below the cards. Of
 * segments smaller than the profile's minimum the card says only that.
 *
 * @throws {InputError} For a segment key that the profile does not have, and for a protected column that it does not hold.
 *
 * O(segments · columns): a sheet of ten cards takes a few milliseconds.
 *
 * @example
 * personaCards(people, { channels: { s1: 'E-mail on weekday mornings' } });
 */
export function personaCards(profile: Profile, options: PersonaCardsOptions = {}): PersonaCards {
  checkOptions(profile, options);
  const styles = segmentStyles(profile.segments, profile.origin);
  const stability =
    options.stability === undefined ? undefined : stabilityEvidence(options.stability.segments);
  const sources = [
    profileEvidence(profile),
    ...(options.typical === undefined ? [] : [options.typical.source]),
    ...(stability === undefined ? [] : [stability.source]),
    ...(options.sources ?? []),
  ];
  const content: CardsContent = {
    kind: 'cards',
    title: options.title ?? 'Persona cards',
    cards: profile.segments.map((segment, s): Card => {
      const name = options.names?.[segment.key] ?? segment.name;
      const common = { key: segment.key, name, color: styles[s].color };
      if (segment.masked) {
        return {
          ...common,
          subtitle: `fewer than ${profile.minimum} customers: too few to show`,
          sections: [],
        };
      }
      const badge = stability?.badgeOf(segment.key);
      return {
        ...common,
        subtitle: subtitle(profile, s),
        subtitleEvidence: [...sizeEvidence(profile, s), ...badgeEvidence(segment.key, stability)],
        ...(badge === undefined ? {} : { badge }),
        sections: personaSections(profile, s, options, stability).map(({ heading, sentences }) => ({
          heading,
          sentences: sentences.map((one) => cardSentence(one, sources)),
        })),
      };
    }),
    ...(profile.keptOut.length === 0 ? {} : { note: keptOutNote(profile.keptOut) }),
  };
  return {
    content,
    [DISPLAY_KEY]: () => contentBundle(content),
  };
}

/** A sentence as a card shows it, compared with its sources. */
export function cardSentence(
  { said, detail }: SectionSentence,
  sources: readonly EvidenceSource[],
): CardSentence {
  const all: readonly Sentence[] = detail === undefined ? [said] : [said, detail];
  return {
    text: said.text,
    ...(detail === undefined ? {} : { detail: detail.text }),
    evidence: all.flatMap(evidenceLines),
    basis: said.basis,
    proven: all.every((one) => isProven(one, ...sources)),
  };
}

function badgeEvidence(key: string, stability: StabilityEvidence | undefined): string[] {
  const at = (end: string) => stability?.source.at([key, 'jaccard', end]);
  const [mean, low, high] = [at('mean'), at('low'), at('high')];
  if (typeof mean !== 'number' || typeof low !== 'number' || typeof high !== 'number') return [];
  const [value, from, to] = [mean, low, high].map((share) => formatNumber(share, { digits: 2 }));
  return [`stability, ${key}, jaccard, mean = ${value} (${from} to ${to}, nine samples of ten)`];
}

function subtitle(profile: Profile, s: number): string {
  const { size, share } = profile.segments[s];
  return `${counted(size, 'customer')}, ${formatNumber(share.value, spokenPercent(share.value))} of all`;
}

function sizeEvidence({ segments, customers }: Profile, s: number): string[] {
  const { key, size, share } = segments[s];
  const percent = (value: number) => formatNumber(value, { style: 'percent', digits: 1 });
  const interval = `${percent(share.low)} to ${percent(share.high)}`;
  const confidence = formatNumber(share.confidence, { style: 'percent' });
  return [
    `profile, ${key}, customers = ${formatNumber(size)} of ${formatNumber(customers)}`,
    `profile, ${key}, share = ${percent(share.value)} (${interval}, ${confidence} interval)`,
  ];
}

function keptOutNote(columns: readonly string[]): string {
  return `Left out because of what their names say (protected, consent or id): ${columns.join(', ')}. A column with a role of its own is treated by that.`;
}

function checkOptions(profile: Profile, options: PersonaCardsOptions): void {
  const known = profile.segments.map(({ key }) => key);
  const { names, channels, needs } = options;
  for (const given of [names, channels, needs]) {
    for (const key of Object.keys(given ?? {})) {
      if (!known.includes(key)) throw unknownName('personaCards', 'segment', key, known);
    }
  }
  const empty = Object.entries(names ?? {}).find(([, name]) => name.trim() === '');
  if (empty !== undefined) throw new InputError(`personaCards: the name of segment "${empty[0]}" is empty.`);
  const columns = [...profile.numbers, ...profile.categories].map(({ name }) => name);
  const absent = (options.protected ?? []).find((column) => !columns.includes(column));
  if (absent !== undefined) {
    throw new InputError(
      `personaCards: "${absent}" is asked for as a protected column, but the profile does not hold it. Name it among the columns or categories of profile.`,
      { column: absent },
    );
  }
}
