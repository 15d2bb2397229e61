import { type EvidenceSource, type Quote, quote, type Sentence, sentence } from '../core/evidence.js';
import type { NumberFormat } from '../core/format.js';
import type { NumberProfile } from './distribution.js';
import { columnKind } from './marker-words.js';
import type { Marker } from './markers.js';
import type { Profile } from './profile.js';
import { profileEvidence } from './profile-evidence.js';

const FEWEST_MARKERS = 2;
const MOST_MARKERS = 5;
const PERCENT: NumberFormat = { style: 'percent' };

/** Quotes of one segment of a profile, with the formats of its columns. */
interface Voice {
  readonly source: EvidenceSource;
  readonly key: string;
  readonly profile: Profile;
}

/** The sentences of a card that come from the profile. */
export function cardSections(
  profile: Profile,
  segment: number,
): { heading: string; sentences: Sentence[] }[] {
  const { key, markers } = profile.segments[segment];
  const voice: Voice = { source: profileEvidence(profile), key, profile };
  const clear = markers.filter((marker) => marker.size !== 'negligible').length;
  const shown = markers.slice(0, Math.min(MOST_MARKERS, Math.max(FEWEST_MARKERS, clear)));
  const marked = new Set(shown.map(({ column }) => column));
  return [
    { heading: 'How many', sentences: [size(voice)] },
    {
      heading: clear === 0 ? 'Hardly anything sets them apart' : 'What sets them apart',
      sentences: shown.map((marker) => markerSentence(voice, marker)),
    },
    { heading: 'How they buy', sentences: buying(voice, segment) },
    { heading: 'What is typical', sentences: typical(voice, segment, marked) },
  ].filter(({ sentences }) => sentences.length > 0);
}

function size({ source, key }: Voice): Sentence {
  const share = quote(source, [key, 'share'], PERCENT);
  const low = quote(source, [key, 'share', 'low'], PERCENT);
  const high = quote(source, [key, 'share', 'high'], PERCENT);
  return sentence`${quote(source, [key, 'customers'])} of ${quote(source, ['all', 'customers'])} customers: ${share} (${low} to ${high}).`;
}

/** Value in the segment, value overall and how many, for example "Recency: 12 days (median), all customers 51 days …". */
function markerSentence(voice: Voice, { column, category }: Marker): Sentence {
  const { source, key, profile } = voice;
  const title = quote(source, [column, 'title']);
  if (category !== undefined) {
    const own = quote(source, [key, column, category, 'share'], PERCENT);
    const all = quote(source, ['all', column, category, 'share'], PERCENT);
    const n = quote(source, [key, column, category, 'n']);
    return sentence`${title} ${quote(source, [column, category, 'words'])}: ${own} of them, ${all} of all customers (n = ${n}).`;
  }
  const measured = profile.numbers.find(({ name }) => name === column)!;
  const segment = profile.segments.findIndex((candidate) => candidate.key === key);
  const n = quote(source, [key, column, 'n']);
  // Where half of all customers have the same value, such as 0, medians agree although the segments differ.
  if (measured.bySegment[segment].median === measured.all.median) {
    const own = number(voice, measured, key, 'mean');
    return sentence`${title}: mean ${own}, all customers ${number(voice, measured, 'all', 'mean')} (n = ${n}).`;
  }
  const own = number(voice, measured, key, 'median');
  return sentence`${title}: median ${own}, all customers ${number(voice, measured, 'all', 'median')} (n = ${n}).`;
}

function buying(voice: Voice, segment: number): Sentence[] {
  const sentences: Sentence[] = [];
  for (const column of voice.profile.numbers) {
    if (column.info.role === 'protected' || column.bySegment[segment].n < voice.profile.minimum) continue;
    const value = (statistic: Statistic) => number(voice, column, voice.key, statistic);
    switch (columnKind(column.name)) {
      case 'recency':
        sentences.push(
          sentence`Half of them bought last within ${value('median')}; a quarter not for ${value('upperQuartile')} or longer.`,
        );
        break;
      case 'frequency':
        sentences.push(
          sentence`Orders: half of them have ${value('median')} or fewer, a quarter ${value('upperQuartile')} or more.`,
        );
        break;
      case 'money': {
        const title = quote(voice.source, [column.name, 'title']);
        sentences.push(
          sentence`${title}: mean ${value('mean')}; half are at ${value('median')} or below, a quarter at ${value('upperQuartile')} or above.`,
        );
        break;
      }
      default:
    }
  }
  return sentences;
}

function typical(voice: Voice, segment: number, marked: ReadonlySet<string>): Sentence[] {
  const { source, key, profile } = voice;
  const sentences: Sentence[] = [];
  for (const column of profile.numbers) {
    const { n, lowerQuartile, upperQuartile } = column.bySegment[segment];
    const told = columnKind(column.name) !== undefined && !marked.has(column.name);
    if (told || column.info.role === 'protected' || n < profile.minimum || lowerQuartile === upperQuartile)
      continue;
    const low = number(voice, column, key, 'lowerQuartile');
    const high = number(voice, column, key, 'upperQuartile');
    sentences.push(
      sentence`${quote(source, [column.name, 'title'])}: the middle half lies between ${low} and ${high}.`,
    );
  }
  for (const column of profile.categories) {
    if (column.info.role === 'protected' || column.n[segment] < profile.minimum) continue;
    const counts = column.categories.map(({ bySegment }) => bySegment[segment].count);
    const top = counts.indexOf(Math.max(...counts));
    const { value } = column.categories[top];
    if (counts[top] < profile.minimum) continue;
    const share = quote(source, [key, column.name, value, 'share'], PERCENT);
    sentences.push(
      sentence`Most frequent ${quote(source, [column.name, 'words'])}: ${quote(source, [column.name, value, 'words'])} (${share}).`,
    );
  }
  return sentences;
}

type Statistic = 'mean' | 'median' | 'lowerQuartile' | 'upperQuartile';

function number({ source }: Voice, { name, info }: NumberProfile, key: string, statistic: Statistic): Quote {
  const kind = columnKind(name);
  const unit = info.unit === undefined || kind === 'frequency' ? {} : { unit: info.unit };
  const digits = info.digits === undefined ? {} : { digits: info.digits };
  return quote(source, [key, name, statistic], { ...unit, ...digits });
}
