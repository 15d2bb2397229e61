import type { Segmentation } from '../cluster/segmentation.js';
import { InputError } from '../core/input-error.js';
import { capitalized } from '../display/column-words.js';
import { type MarkerWords, markerWords } from './marker-words.js';
import type { Marker } from './markers.js';
import type { Profile } from './profile.js';

const MOST_WORDS = 3;

/**
 * Proposes neutral names for segments, from what they differ in most: "Recent, frequent, high spend".
 *
 * Names come from the profile's markers alone, so never from protected columns; outcomes are left out too. Segments
 * too small to show are "Small group", those like everybody "Close to average", and the rest of rules keeps its
 * name. Names are distinct: more words where two would agree, then a number.
 *
 * @param words - Own words for the ends of columns, for example `{ items: { high: 'large baskets', low: 'small baskets' } }`.
 * @returns Names by key of the segment, for `renameSegments` and `personaCards`.
 * @throws {InputError} When the profile is of other segments.
 *
 * @example
 * const names = nameSegments(segmentation, people);
 * renameSegments(segmentation, names).segments[2].name; // 'Recent, frequent, high spend'
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

function proposeNames(profile: Profile, own: MarkerWords, rest: number): string[] {
  const outcomes = new Set(
    [...profile.numbers, ...profile.categories]
      .filter(({ info }) => info.role === 'outcome')
      .map(({ name }) => name),
  );
  const candidates = profile.segments.map(({ name, masked, markers }, i) => {
    if (i === rest) return { words: [name], taken: 1 };
    const usable = markers.filter(({ column, size }) => size !== 'negligible' && !outcomes.has(column));
    const all = usable.map((marker) => markerWords(marker, profile, own));
    if (masked || all.length === 0) return { words: [masked ? 'small group' : 'close to average'], taken: 1 };
    return { words: all, taken: Math.max(1, Math.min(MOST_WORDS, countStrong(usable))) };
  });

  const nameOf = ({ words, taken }: (typeof candidates)[number]) =>
    capitalized(words.slice(0, taken).join(', '));
  for (;;) {
    const counts = countEach(candidates.map(nameOf));
    const longer = candidates.filter((one) => counts.get(nameOf(one))! > 1 && one.taken < one.words.length);
    if (longer.length === 0) break;
    for (const one of longer) one.taken++;
  }
  const used = new Set<string>();
  return candidates.map((candidate) => {
    const name = nameOf(candidate);
    let distinct = name;
    for (let number = 2; used.has(distinct); number++) distinct = `${name} (${number})`;
    used.add(distinct);
    return distinct;
  });
}

function countStrong(markers: readonly Marker[]): number {
  return markers.filter(({ size }) => size === 'medium' || size === 'large').length;
}

function countEach(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
