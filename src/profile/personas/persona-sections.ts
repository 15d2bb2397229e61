import { assumption, type Sentence, sentence } from '../../core/evidence.js';
import { columnWords } from '../../display/column-words.js';
import type { Profile } from '../profile.js';
import { type CardSection, cardSections, section } from './card-sections.js';
import { cardVoice } from './card-voice.js';
import { compositionSentences } from './composition-sentences.js';
import { doubtSentences } from './doubt-sentences.js';
import { NEED_BASES } from './need-sentences.js';
import type { PersonaCardsOptions } from './persona-options.js';
import type { StabilityEvidence } from './stability-evidence.js';
import { typicalSentences } from './typical-sentences.js';

const UNKNOWNS = [
  { what: 'satisfaction', option: undefined, pattern: /satisf|\bnps\b|csat/i },
  { what: 'needs and interests', option: 'needs', pattern: /need|interest|benefit|motive/i },
  { what: 'preferred channel', option: 'channels', pattern: /channel|contact/i },
] as const;

/** All sections of a card in reading order; those without a sentence are left out. */
export function personaSections(
  profile: Profile,
  s: number,
  options: PersonaCardsOptions,
  stability: StabilityEvidence | undefined,
): CardSection[] {
  const { key } = profile.segments[s];
  const voice = cardVoice(profile, s);
  const given = (value: string | Sentence) => (typeof value === 'string' ? assumption(value) : value);
  const needs = (options.needs?.[key] ?? []).map(given);
  const channel = options.channels?.[key];
  const channels = channel === undefined ? [] : [given(channel)];
  const own = cardSections(profile, s);
  const isAssumed = (said: readonly Sentence[]) => said.some(({ basis }) => basis === 'assumption');
  const doubts = doubtSentences(voice, stability, { needs: isAssumed(needs), channels: isAssumed(channels) });
  const typical = options.typical === undefined ? [] : typicalSentences(voice, options.typical);
  return [
    own.markers,
    section('One of them, and the others', typical),
    own.buying,
    own.channels,
    own.needs,
    section('What they need', needs),
    section('How to reach them', channels),
    own.who,
    section('Who they are, protected attributes', compositionSentences(voice, options.protected ?? [])),
    section('What we do not know', unknowns(profile, key, options)),
    section('What would change our mind', doubts),
  ].filter(({ sentences }) => sentences.length > 0);
}

function unknowns(profile: Profile, key: string, options: PersonaCardsOptions): Sentence[] {
  const columns = [...profile.numbers, ...profile.categories].map(({ name, info }) =>
    columnWords(name, info),
  );
  const asked = [...profile.numbers, ...profile.categories].some(({ info }) =>
    NEED_BASES.includes(info.basis),
  );
  const open =
    options.notMeasured ??
    UNKNOWNS.filter(
      ({ option, pattern }) =>
        !(option !== undefined && options[option]?.[key] !== undefined) &&
        !(option === 'needs' && asked) &&
        !columns.some((column) => pattern.test(column)),
    ).map(({ what }) => what);
  return open.length === 0 ? [] : [sentence`Not measured: ${open.join(', ')}.`];
}
