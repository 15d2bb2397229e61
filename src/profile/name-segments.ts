import type { Segmentation } from '../cluster/segmentation.js';
import { InputError } from '../core/input-error.js';
import { type ColumnKind, columnKind } from '../display/column-kind.js';
import { capitalized } from '../display/column-words.js';
import { isDescriptor } from './columns/is-descriptor.js';
import { type MarkerWords, markerWords } from './marker-words.js';
import type { Marker } from './markers.js';
import type { Profile } from './profile.js';

const MOST_FACTS = 2;
/** As marketers say it: recency, frequency, monetary value. */
const KIND_ORDER: readonly ColumnKind[] = ['recency', 'frequency', 'money', 'tenure', 'age', 'birth year'];

/**
 * Proposes neutral names for segments, from what they differ in most: "Recent, high spend", "Eco-friendly range".
 *
 * Names come from the profile's markers alone, so never from protected columns; outcomes are left out too, and
 * descriptors such as age and region where anything else sets the segment apart. What a segment has more of goes
 * before what it has less of. A name holds at most two facts of at most 28 letters. Where two names would agree, the
 * segment that differs more is "very" so, else they get more facts, then a number. Segments too small to show are
 * "Small group", those like everybody "Close to average", and the rest of rules keeps its name.
 *
 * @param words - Own words for the ends of columns, for example `{ items: { high: 'large baskets', low: 'small baskets' } }`.
 * @returns Names by key of the segment, for `renameSegments` and `personaCards`.
 * @throws {InputError} When the profile is of other segments.
 *
 * @example
 * const names = nameSegments(segmentation, people);
 * renameSegments(segmentation, names).segments[2].name; // 'Recent, frequent'
 */
export function nameSegments(
  segmentation: Segmentation,
  profile: Profile,
  words: MarkerWords = {},
): Readonly<Record<string, string>> {
  const keys = segmentation.segments.map(({ key }) => key);
  if (keys.join() !== profile.segments.map(({ key }) => key).join()) {
    throw new InputError(
      `nameSegments: the profile has segments ${profile.segments.map(({ key }) => key).join(', ')}, the segmentation ${keys.join(', ')}.`,
    );
  }
  const rest = segmentation.kind === 'rules' ? keys.length - 1 : -1;
  const names = proposeNames(profile, words, rest);
  return Object.fromEntries(keys.map((key, i) => [key, names[i]]));
}

/** A fact of a name; facts of a name stand in the order of `rank`. */
interface Fact {
  readonly words: string;
  readonly rank: number;
  /** How much the segment differs in it, where "very" can be said of it. */
  readonly degree?: number;
}

interface Candidate {
  readonly facts: readonly Fact[];
  taken: number;
  isVery: boolean;
}

function proposeNames(profile: Profile, own: MarkerWords, rest: number): string[] {
  const candidates = profile.segments.map(({ name, masked }, s): Candidate => {
    const plain = (words: string) => ({ facts: [{ words, rank: 0 }], taken: 1, isVery: false });
    if (s === rest) return plain(name);
    const usable = namingMarkers(profile, s);
    if (masked || usable.length === 0) return plain(masked ? 'small group' : 'close to average');
    return {
      facts: usable.map((marker) => fact(marker, profile, s, own)),
      taken: Math.max(1, Math.min(MOST_FACTS, telling(usable, profile))),
      isVery: false,
    };
  });
  for (;;) {
    const alike = candidates.map((one) => candidates.filter((other) => nameOf(other) === nameOf(one)));
    const unlike = candidates.filter((one, i) => toldApart(one, alike[i]));
    for (const one of unlike) one.isVery = true;
    const longer = candidates.filter((one, i) => alike[i].length > 1 && one.taken < one.facts.length);
    if (unlike.length > 0) continue;
    if (longer.length === 0) break;
    for (const one of longer) one.taken++;
  }
  const names = candidates.map(nameOf);
  const used = new Set<string>();
  return names.map((name) => {
    let distinct = name;
    for (let number = 2; used.has(distinct); number++) distinct = `${name} (${number})`;
    used.add(distinct);
    return distinct;
  });
}

function fact(marker: Marker, profile: Profile, s: number, own: MarkerWords): Fact {
  const words = markerWords(marker, profile, s, own);
  const column = profile.numbers.find(({ name }) => name === marker.column);
  const kind = column === undefined ? undefined : columnKind(column.name, column.info);
  const rank = kind === undefined ? 0 : 1 + KIND_ORDER.indexOf(kind);
  const canBeVery = ['recent', 'frequent', 'high spend', 'low spend'].includes(words);
  return { words, rank, ...(canBeVery ? { degree: Math.abs(marker.superiority - 0.5) } : {}) };
}

function taken({ facts, taken }: Candidate): Fact[] {
  return facts.slice(0, taken).sort((a, b) => a.rank - b.rank);
}

/** Whether a segment differs more in its first fact than the only other one of the same name. */
function toldApart(candidate: Candidate, alike: readonly Candidate[]): boolean {
  if (alike.length !== 2 || candidate.isVery) return false;
  const [own, other] = [candidate, alike.find((one) => one !== candidate)!].map(
    (one) => taken(one)[0].degree,
  );
  return own !== undefined && other !== undefined && own > other;
}

function nameOf(candidate: Candidate): string {
  const words = taken(candidate).map(({ words }) => words);
  return capitalized(`${candidate.isVery ? 'very ' : ''}${words.join(', ')}`);
}

/** Markers that may name a segment, the most telling first. */
function namingMarkers(profile: Profile, s: number): Marker[] {
  const infoOf = (column: string) =>
    [...profile.numbers, ...profile.categories].find(({ name }) => name === column)!.info;
  const clear = profile.segments[s].markers.filter(
    ({ column, size }) => size !== 'negligible' && infoOf(column).role !== 'outcome',
  );
  const ofBases = clear.filter(({ column }) => !isDescriptor(column, infoOf(column), profile.origin.columns));
  const usable = ofBases.length === 0 ? clear : ofBases;
  return usable
    .filter((marker) => !isLack(marker, profile))
    .concat(usable.filter((marker) => isLack(marker, profile)));
}

/** "Little on shoes" says less than what they do instead. */
function isLack({ column, direction }: Marker, { numbers }: Profile): boolean {
  return direction === 'low' && numbers.find(({ name }) => name === column)?.info.unit === 'share';
}

/** How many of the first facts are strong and no lack. */
function telling(markers: readonly Marker[], profile: Profile): number {
  const weak = markers.findIndex(
    (marker) => (marker.size !== 'medium' && marker.size !== 'large') || isLack(marker, profile),
  );
  return weak === -1 ? markers.length : weak;
}
