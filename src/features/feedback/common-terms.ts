import { compareText } from '../../core/compare-text.js';
import { InputError } from '../../core/input-error.js';
import { type Table, tableOf } from '../../core/table.js';
import { ENGLISH_STOP_WORDS } from './stop-words.js';
import { isRun, plainText, sentencesOf } from './words.js';

/** A term and where it stands. */
export interface TermRow {
  term: string;
  /** Texts with it. */
  texts: number;
  /** Times it stands in all texts. */
  count: number;
  /** Mean over the texts of its share of their terms, times the logarithm of texts over texts with it (tf-idf). */
  weight: number;
}

/** Which terms are wanted. */
export interface CommonTermsOptions {
  /** How many, default 20. */
  readonly top?: number;
  /** Texts that a term has to be in, default 2: what one person wrote is no common term. */
  readonly leastTexts?: number;
  /** Words that are left out; default English ones. */
  readonly stopWords?: readonly string[];
}

/**
 * Terms that tell texts apart and come up again, for topics that nobody listed: ranked by tf-idf, so that words of every
 * text weigh nothing. Words of one letter and bare numbers are left out. In scripts without blanks between words, terms
 * are pairs of neighbouring characters.
 *
 * @returns The heaviest first; of equal weights those in more texts, then by code point.
 * @throws {InputError} For `top` or `leastTexts` below 1.
 *
 * Source: Salton and Buckley, "Term-weighting approaches in automatic text retrieval", Inf. Process. Manage. 24 (1988).
 *
 * @example
 * const texts = ['The parcel was damaged', 'Damaged parcel again', 'Nice colour', 'Very nice'];
 * commonTerms(texts).array('term'); // ['nice', 'damaged', 'parcel']
 */
export function commonTerms(
  texts: readonly (string | null | undefined)[],
  options: CommonTermsOptions = {},
): Table<TermRow> {
  const { top = 20, leastTexts = 2, stopWords = ENGLISH_STOP_WORDS } = options;
  for (const [name, value] of Object.entries({ top, leastTexts })) {
    if (!(Number.isInteger(value) && value >= 1)) {
      throw new InputError(`commonTerms: ${name} is ${value}; give a whole number from 1 on.`);
    }
  }
  const stop = new Set(stopWords.map(plainText));
  const known = new Map<string, { texts: number; count: number; share: number }>();
  let full = 0;
  for (const text of texts) {
    const terms = sentencesOf(text ?? '')
      .flat()
      .flatMap(termsOf)
      .filter((term) => !stop.has(term));
    if (terms.length === 0) continue;
    full++;
    const own = new Map<string, number>();
    for (const term of terms) own.set(term, (own.get(term) ?? 0) + 1);
    for (const [term, count] of own) {
      const all = known.get(term) ?? { texts: 0, count: 0, share: 0 };
      known.set(term, {
        texts: all.texts + 1,
        count: all.count + count,
        share: all.share + count / terms.length,
      });
    }
  }
  const rows = [...known]
    .filter(([, { texts: found }]) => found >= leastTexts)
    .map(([term, { texts: found, count, share }]) => {
      return { term, texts: found, count, weight: (share / full) * Math.log(full / found) };
    })
    .sort((a, b) => b.weight - a.weight || b.texts - a.texts || compareText(a.term, b.term))
    .slice(0, top);
  const take = <Key extends keyof TermRow>(key: Key) => rows.map((row) => row[key]);
  return tableOf<TermRow>({
    term: take('term'),
    texts: take('texts'),
    count: take('count'),
    weight: take('weight'),
  });
}

function termsOf(piece: string): string[] {
  if (!isRun(piece)) return [...piece].length < 2 || /^\p{N}+$/u.test(piece) ? [] : [piece];
  const letters = [...piece];
  return letters.length < 2 ? [] : letters.slice(1).map((letter, i) => `${letters[i]}${letter}`);
}
