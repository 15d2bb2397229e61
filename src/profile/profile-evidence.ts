import type { EvidenceSource } from '../core/evidence.js';
import { columnLabel } from '../display/column-label.js';
import { capitalized, columnWords } from '../display/column-words.js';
import { shareMeaning } from '../display/share-meaning.js';
import type { Profile } from './profile.js';

/**
 * A profile as a source that sentences quote. Addresses, where `s` is the key of a segment or `all`:
 *
 * - `[s, 'customers']`, `[s, 'share']`, `[s, 'share', 'low']`, `[s, 'share', 'high']`;
 * - `[s, column, 'mean' | 'median' | 'lowerQuartile' | 'upperQuartile' | 'index' | 'n' | 'missing']`;
 * - `[s, column, 'top', 'from' | 'share']`: what at least a quarter reach, and how many do;
 * - `[s, column, category, 'share' | 'count' | 'n' | 'oddsRatio']`, `[s, column, 'cohensD']`: against all others;
 * - `[s, column, 'size']` and `[s, column, category, 'size']` of a marker: how large the difference is, in a word;
 * - `[column, 'words']`, `[column, 'title']` (with a capital), `[column, 'label']` (from its meaning) and
 *   `[column, category, 'words']`: their names, which may hold digits;
 * - `[column, 'whole' | 'part']` of a column that means "Share of spending on shoes": spending, on shoes.
 *
 * What the profile masks cannot be quoted: there is nothing at its address.
 *
 * @example
 * profileEvidence(people).at(['s1', 'customers']); // 80
 */
export function profileEvidence(profile: Profile): EvidenceSource {
  return {
    name: 'profile',
    at: (address) => {
      const end = address[address.length - 1];
      if (end === 'size') return sizeWord(profile, address);
      return WORDS.includes(end) ? words(profile, address) : number(profile, address);
    },
  };
}

const WORDS: readonly string[] = ['words', 'title', 'label', 'whole', 'part'];

function sizeWord(profile: Profile, [key, column, ...rest]: readonly string[]): string | undefined {
  const category = rest.length === 2 ? rest[0] : undefined;
  return profile.segments
    .find((segment) => segment.key === key)
    ?.markers.find((marker) => marker.column === column && marker.category === category)?.size;
}

function words(profile: Profile, [name, category, ...rest]: readonly string[]): string | undefined {
  const column = [...profile.numbers, ...profile.categories].find((candidate) => candidate.name === name);
  if (column === undefined) return undefined;
  if (rest.length === 0) {
    if (category === 'whole' || category === 'part') return shareMeaning(column.info)?.[category];
    if (category === 'label') return columnLabel(name, column.info);
    const plain = columnWords(name, column.info);
    return category === 'title' ? capitalized(plain) : plain;
  }
  const found = 'categories' in column && column.categories.some(({ value }) => value === category);
  return found && rest.length === 1 && rest[0] === 'words' ? category : undefined;
}

function number(profile: Profile, [key, ...address]: readonly string[]): number | undefined {
  const s = key === 'all' ? undefined : profile.segments.findIndex((segment) => segment.key === key);
  if (s === -1 || (s !== undefined && profile.segments[s].masked)) return undefined;
  switch (address.length) {
    case 1:
    case 2:
      return sizeOf(profile, s, address) ?? numberOf(profile, s, address);
    case 3:
      return categoryOf(profile, s, address) ?? topOf(profile, s, address);
    default:
      return undefined;
  }
}

function sizeOf(profile: Profile, s: number | undefined, [what, end]: readonly string[]): number | undefined {
  if (what === 'customers' && end === undefined)
    return s === undefined ? profile.customers : profile.segments[s].size;
  if (what !== 'share' || s === undefined) return undefined;
  const { value, low, high } = profile.segments[s].share;
  return end === undefined ? value : end === 'low' ? low : end === 'high' ? high : undefined;
}

const STATISTICS = ['mean', 'median', 'lowerQuartile', 'upperQuartile', 'index', 'n', 'missing'] as const;

function numberOf(
  profile: Profile,
  s: number | undefined,
  [name, asked]: readonly string[],
): number | undefined {
  const column = profile.numbers.find((candidate) => candidate.name === name);
  const statistic = STATISTICS.find((known) => known === asked);
  if (column !== undefined && s !== undefined && asked === 'cohensD') {
    const { difference, n } = column.bySegment[s];
    return n < profile.minimum ? undefined : difference?.cohensD?.value;
  }
  if (column === undefined || statistic === undefined) return undefined;
  if (s !== undefined) {
    const values = column.bySegment[s];
    return values.n > 0 && values.n < profile.minimum ? undefined : values[statistic];
  }
  return statistic === 'index' ? undefined : column.all[statistic];
}

function topOf(
  profile: Profile,
  s: number | undefined,
  [name, what, end]: readonly string[],
): number | undefined {
  const column = profile.numbers.find((candidate) => candidate.name === name);
  const { top, n = 0 } = (s === undefined ? column?.all : column?.bySegment[s]) ?? {};
  if (s !== undefined && n < profile.minimum) return undefined;
  return what === 'top' && (end === 'from' || end === 'share') ? top?.[end] : undefined;
}

function categoryOf(
  profile: Profile,
  s: number | undefined,
  [name, category, statistic]: readonly string[],
): number | undefined {
  const column = profile.categories.find((candidate) => candidate.name === name);
  const cell = column?.categories.find(({ value }) => value === category);
  if (column === undefined || cell === undefined) return undefined;
  const { count, share } = s === undefined ? cell : cell.bySegment[s];
  if (s !== undefined && count > 0 && count < profile.minimum) return undefined;
  if (statistic === 'share') return share;
  if (statistic === 'count') return count;
  if (statistic === 'oddsRatio' && s !== undefined) return cell.bySegment[s].difference?.oddsRatio?.value;
  if (statistic !== 'n') return undefined;
  return s === undefined ? column.n.reduce((sum, n) => sum + n, 0) : column.n[s];
}
