import { formatNumber, type NumberFormat } from './format.js';
import { InputError } from './input-error.js';

/** Where the numbers and words stand that sentences quote, for example a profile. */
export interface EvidenceSource {
  /** What readers call it, for example `profile`; no two sources of one sentence share a name. */
  readonly name: string;
  /** What stands at an address, for example `['s1', 'recencyDays', 'median']`; `undefined` where nothing does. */
  at(address: readonly string[]): number | string | undefined;
}

/** A number or a word in a sentence, with the place that it was taken from. */
export interface Quote {
  /** Name of the source. */
  readonly source: string;
  readonly address: readonly string[];
  /** How it is printed. */
  readonly format: NumberFormat;
  /** What stands in the sentence. */
  readonly printed: string;
}

/** A sentence that says where its numbers come from. Plain data: it can be stored and read back. */
export interface Sentence {
  readonly text: string;
  /** The text in pieces: own words, and quotes of a source. */
  readonly parts: readonly (string | Quote)[];
  readonly basis: SentenceBasis;
}

/** Where a statement comes from: measured, in customers' own words, or nobody asked. */
export type SentenceBasis = 'data' | 'feedback' | 'assumption';

/**
 * Quotes what stands at an address of a source.
 *
 * @param format - How a number is printed.
 * @throws {InputError} When nothing stands there: a sentence must not be made of it.
 *
 * @example
 * quote(profileEvidence(people), ['s1', 'share'], { style: 'percent' }).printed; // '40%'
 */
export function quote(source: EvidenceSource, address: readonly string[], format: NumberFormat = {}): Quote {
  const value = source.at(address);
  const printed = value === undefined ? undefined : print(value, format);
  if (printed === undefined) {
    throw new InputError(`quote: ${source.name} has nothing to quote at ${address.join(', ')}.`);
  }
  return { source: source.name, address, format, printed };
}

/**
 * A sentence from own words and quotes. A text in the place of a quote is own words, too.
 *
 * @example
 * sentence`They are ${quote(profileEvidence(people), ['s1', 'customers'])} customers.`.text; // 'They are 80 customers.'
 */
export function sentence(words: TemplateStringsArray, ...quotes: readonly (Quote | string)[]): Sentence {
  const parts: (string | Quote)[] = [];
  for (const part of words.flatMap((word, i) => (i < quotes.length ? [word, quotes[i]] : [word]))) {
    const last = parts[parts.length - 1];
    if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part;
    else if (part !== '') parts.push(part);
  }
  return { text: join(parts), parts, basis: 'data' };
}

/** Sentences one after the other, as one. It is an assumption when one of them is, else feedback when one of them is. */
export function joined(...sentences: readonly Sentence[]): Sentence {
  const parts = sentences.flatMap((one, i) => (i === 0 ? one.parts : [' ', ...one.parts]));
  const has = (basis: SentenceBasis) => sentences.some((one) => one.basis === basis);
  const basis = has('assumption') ? 'assumption' : has('feedback') ? 'feedback' : 'data';
  return { text: sentences.map(({ text }) => text).join(' '), parts, basis };
}

/**
 * A sentence that nobody measured; it is shown as an assumption.
 *
 * @example
 * assumption('They read mail in the evening.').basis; // 'assumption'
 */
export function assumption(text: string): Sentence {
  return { text, parts: [text], basis: 'assumption' };
}

/**
 * A sentence that comes from customers' own words, for example from topics in feedback; its numbers are checked as any.
 *
 * @example
 * fromFeedback(sentence`Many ask for a later delivery.`).basis; // 'feedback'
 */
export function fromFeedback(sentence: Sentence): Sentence {
  return { ...sentence, basis: 'feedback' };
}

/**
 * Whether a sentence says what its source says: the text is made of its parts, every quote prints what stands
 * at its address today, and own words bring no number, sign or percent mark of their own. An assumption claims
 * no source; it only has to be the text that was given.
 *
 * Numbers written as words ("half", "twice") are not checked.
 *
 * @example
 * const source = profileEvidence(people);
 * isProven(sentence`They are ${quote(source, ['s1', 'customers'])} customers.`, source); // true
 * isProven(sentence`They are 90 customers.`, source); // false
 */
export function isProven(sentence: Sentence, ...sources: readonly EvidenceSource[]): boolean {
  if (sentence.text !== join(sentence.parts)) return false;
  return sentence.parts.every((part, i) => {
    if (typeof part === 'string') {
      return sentence.basis === 'assumption' || !bringsNumbers(part, sentence.parts[i - 1] !== undefined);
    }
    const value = sources.find(({ name }) => name === part.source)?.at(part.address);
    return value !== undefined && print(value, part.format) === part.printed;
  });
}

/** Where the numbers of a sentence stand, one line each, for example `profile, s1, recencyDays, median = 12 days`. */
export function evidenceLines(sentence: Sentence): string[] {
  return sentence.parts
    .filter((part) => typeof part !== 'string')
    .map((part) => `${[part.source, ...part.address].join(', ')} = ${part.printed}`);
}

function print(value: number | string, format: NumberFormat): string | undefined {
  if (typeof value === 'string') return value;
  return Number.isFinite(value) ? formatNumber(value, format) : undefined;
}

function join(parts: readonly (string | Quote)[]): string {
  return parts.map((part) => (typeof part === 'string' ? part : part.printed)).join('');
}

/** A digit in any script, a sign that would belong to the number after it, or a percent mark after a number. */
function bringsNumbers(words: string, afterQuote: boolean): boolean {
  return /\p{N}|[-+\u2212]$/u.test(words) || (afterQuote && /^\s*[%\u2030]/.test(words));
}
