import { assumption, evidenceLines, isProven, type Sentence } from '../core/evidence.js';
import { formatNumber } from '../core/format.js';
import { InputError } from '../core/input-error.js';
import { unknownName } from '../core/unknown-name.js';
import {
  type Card,
  type CardSentence,
  type CardsContent,
  DISPLAY_KEY,
  type Displayable,
} from '../display/bundle.js';
import { columnWords } from '../display/column-words.js';
import { contentBundle } from '../display/content-bundle.js';
import { counted } from '../display/counted.js';
import { segmentStyles } from '../display/palette.js';
import { spokenPercent } from '../display/spoken-format.js';
import { cardSections } from './card-sections.js';
import type { Profile } from './profile.js';
import { profileEvidence } from './profile-evidence.js';

/** Cards ready to be displayed. */
export interface PersonaCards extends Displayable {
  readonly content: CardsContent;
}

/** Words by key of the segment. */
type BySegment<Value> = Readonly<Record<string, Value>>;

/** What cards say beside the profile. */
export interface PersonaCardsOptions {
  readonly title?: string;
  /** Names by segment key, default those of the profile. */
  readonly names?: BySegment<string>;
  /** How to reach them, by segment key: an assumption unless it is a sentence that quotes the profile. */
  readonly channels?: BySegment<string | Sentence>;
  /** What they need, by segment key: likewise. */
  readonly needs?: BySegment<readonly (string | Sentence)[]>;
  /** What nobody measured, default satisfaction, needs and channel as far as neither column nor option tells them. */
  readonly notMeasured?: readonly string[];
}

const UNKNOWNS = [
  { what: 'satisfaction', option: undefined, pattern: /satisf|\bnps\b|csat/i },
  { what: 'needs and interests', option: 'needs', pattern: /need|interest|benefit|motive/i },
  { what: 'preferred channel', option: 'channels', pattern: /channel|contact/i },
] as const;

/**
 * A card for each segment: size, what sets it apart from the others, how it buys, who they are and what is not known.
 * In its sentences "typically" is the median, "on average" the mean. Every number quotes the profile and is compared
 * with it; a sentence that does not match is shown as unproven. What comes from no data is marked as an assumption.
 *
 * Columns with the role `protected` stay out, whatever the profile holds; those that the profile kept out because of
 * their names are told below the cards. Of segments smaller than the profile's
 * minimum the card says only that.
 *
 * @throws {InputError} For a segment key that the profile does not have.
 *
 * @example
 * personaCards(people, { channels: { s1: 'E-mail on weekday mornings' } });
 */
export function personaCards(profile: Profile, options: PersonaCardsOptions = {}): PersonaCards {
  checkKeys(profile, options);
  const styles = segmentStyles(profile.segments, profile.origin);
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
      return {
        ...common,
        subtitle: subtitle(profile, s),
        subtitleEvidence: sizeEvidence(profile, s),
        sections: sections(profile, s, options),
      };
    }),
    ...(profile.keptOut.length === 0 ? {} : { note: keptOutNote(profile.keptOut) }),
  };
  return {
    content,
    [DISPLAY_KEY]: () => contentBundle(content),
  };
}

/** A sentence as a card shows it, compared with the profile. */
export function cardSentence(sentence: Sentence, profile: Profile): CardSentence {
  const source = profileEvidence(profile);
  return {
    text: sentence.text,
    evidence: evidenceLines(sentence, source),
    basis: sentence.basis,
    proven: isProven(sentence, source),
  };
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

function sections(profile: Profile, s: number, options: PersonaCardsOptions): Card['sections'] {
  const { key } = profile.segments[s];
  const given = (value: string | Sentence) => (typeof value === 'string' ? assumption(value) : value);
  const needs = options.needs?.[key] ?? [];
  const channel = options.channels?.[key];
  const all = [
    ...cardSections(profile, s),
    { heading: 'What they need', sentences: needs.map(given) },
    { heading: 'How to reach them', sentences: channel === undefined ? [] : [given(channel)] },
  ];
  return [
    ...all
      .filter(({ sentences }) => sentences.length > 0)
      .map(({ heading, sentences }) => ({
        heading,
        sentences: sentences.map((one) => cardSentence(one, profile)),
      })),
    { heading: 'What we do not know', sentences: unknowns(profile, key, options) },
  ].filter((section) => section.sentences.length > 0);
}

function unknowns(profile: Profile, key: string, options: PersonaCardsOptions): CardSentence[] {
  const columns = [...profile.numbers, ...profile.categories].map(({ name, info }) =>
    columnWords(name, info),
  );
  const open =
    options.notMeasured ??
    UNKNOWNS.filter(
      ({ option, pattern }) =>
        !(option !== undefined && options[option]?.[key] !== undefined) &&
        !columns.some((column) => pattern.test(column)),
    ).map(({ what }) => what);
  if (open.length === 0) return [];
  return [{ text: `Not measured: ${open.join(', ')}.`, evidence: [], basis: 'data', proven: true }];
}

function checkKeys(profile: Profile, { names, channels, needs }: PersonaCardsOptions): void {
  const known = profile.segments.map(({ key }) => key);
  for (const given of [names, channels, needs]) {
    for (const key of Object.keys(given ?? {})) {
      if (!known.includes(key)) throw unknownName('personaCards', 'segment', key, known);
    }
  }
  const empty = Object.entries(names ?? {}).find(([, name]) => name.trim() === '');
  if (empty !== undefined) throw new InputError(`personaCards: the name of segment "${empty[0]}" is empty.`);
}
