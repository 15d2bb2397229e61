import { InputError } from '../../core/input-error.js';
import { type Table, tableOf } from '../../core/table.js';
import { wilsonInterval } from '../../stats/wilson-interval.js';
import { ENGLISH_NEGATORS } from './stop-words.js';
import { isRun, plainText, sentencesOf } from './words.js';

/** Topics by their words. */
export type TopicWords = Readonly<Record<string, readonly string[]>>;

/** What is looked for. */
export interface FeedbackTopicsOptions {
  /**
   * Words of each topic: `late`; `deliver*` for all that begins so; `customer service` for words in a row. In scripts
   * without blanks between words a word is found wherever it stands.
   */
  readonly topics: TopicWords;
  /** Words that turn round what follows within three words; default the English ones. Not in scripts without blanks. */
  readonly negators?: readonly string[];
}

/** What texts are about. */
export interface FeedbackTopics {
  /** Each topic, how many texts mention it, and their share of those with words; the most frequent first. */
  readonly topics: Table<TopicRow>;
  /** Topics of each text in its order, as they are named. */
  readonly mentions: readonly (readonly string[])[];
  /** Texts with words. */
  readonly texts: number;
  /** Texts without a word. */
  readonly empty: number;
  /** Texts with words and no topic; look at them with `commonTerms`. */
  readonly other: number;
}

/** A topic in numbers. */
export interface TopicRow {
  topic: string;
  /** Texts that mention it. */
  texts: number;
  /** Of texts with words, with its Wilson interval. */
  share: number;
  low: number;
  high: number;
  /** Texts of those in which every mention follows a negator ("not late"). */
  negated: number;
}

/**
 * Finds topics in feedback by lists of words, in any script. A text mentions a topic or does not, however often; one
 * text may have several. Case and width of letters do not matter. What is negated counts as mentioned, and is counted
 * besides.
 *
 * @throws {InputError} For no topics, and a topic without words.
 *
 * O(words x entries that end with `*`); 10,000 comments of 20 words take about 0.2 seconds.
 *
 * @example
 * const texts = ['Arrived late, and the box was open', 'Not late at all', '物流太慢', ''];
 * const found = feedbackTopics(texts, { topics: { delivery: ['late', '物流'], packing: ['box*'] } });
 * found.mentions; // [['delivery', 'packing'], ['delivery'], ['delivery'], []]
 * found.topics.array('negated'); // [1, 0]
 */
export function feedbackTopics(
  texts: readonly (string | null | undefined)[],
  options: FeedbackTopicsOptions,
): FeedbackTopics {
  const who = 'feedbackTopics';
  const { topics, negators = ENGLISH_NEGATORS } = options;
  const names = Object.keys(topics);
  if (names.length === 0) throw new InputError(`${who}: there are no topics.`);
  const find = topicFinder(
    who,
    names.map((name) => topics[name]),
    names,
    new Set(negators.map(plainText)),
  );
  const counts = names.map(() => ({ texts: 0, negated: 0 }));
  let [full, other] = [0, 0];
  const mentions = texts.map((text) => {
    const sentences = sentencesOf(text ?? '');
    if (sentences.length === 0) return [];
    full++;
    const found = find(sentences);
    found.forEach(({ plain, negated }, t) => {
      if (plain || negated) counts[t].texts++;
      if (negated && !plain) counts[t].negated++;
    });
    const mentioned = names.filter((_, t) => found[t].plain || found[t].negated);
    if (mentioned.length === 0) other++;
    return mentioned;
  });
  return {
    topics: topicTable(names, counts, full),
    mentions,
    texts: full,
    empty: texts.length - full,
    other,
  };
}

interface Found {
  /** Whether there is a mention that is not negated. */
  plain: boolean;
  negated: boolean;
}

interface Entry {
  readonly topic: number;
  readonly words: readonly string[];
  /** Whether the last word stands for all that begin so. */
  readonly open: boolean;
}

function topicFinder(
  who: string,
  lists: readonly (readonly string[])[],
  names: readonly string[],
  negators: ReadonlySet<string>,
): (sentences: readonly (readonly string[])[]) => Found[] {
  const exact = new Map<string, Entry[]>();
  const open: Entry[] = [];
  const runs: Entry[] = [];
  lists.forEach((list, topic) => {
    if (list.length === 0) throw new InputError(`${who}: topic "${names[topic]}" has no words.`);
    for (const written of list) {
      const words = sentencesOf(written.replace(/\*\s*$/u, '')).flat();
      if (words.length === 0)
        throw new InputError(`${who}: "${written}" of topic "${names[topic]}" is no word.`);
      const entry = { topic, words, open: /\*\s*$/u.test(written) };
      if (isRun(words[0])) runs.push(entry);
      else if (entry.open && words.length === 1) open.push(entry);
      else exact.set(words[0], [...(exact.get(words[0]) ?? []), entry]);
    }
  });
  return (sentences) => {
    const found = lists.map(() => ({ plain: false, negated: false }));
    for (const words of sentences) {
      words.forEach((word, at) => {
        const candidates = isRun(word) ? runs : [...(exact.get(word) ?? []), ...open];
        for (const entry of candidates) {
          if (!matches(entry, words, at)) continue;
          const turned = words.slice(Math.max(0, at - 3), at).some((before) => negators.has(before));
          found[entry.topic][turned ? 'negated' : 'plain'] = true;
        }
      });
    }
    return found;
  };
}

function matches({ words, open }: Entry, sentence: readonly string[], at: number): boolean {
  return words.every((word, i) => {
    const there = sentence[at + i];
    if (there === undefined) return false;
    if (isRun(word)) return there.includes(word);
    return there === word || (open && i === words.length - 1 && there.startsWith(word));
  });
}

function topicTable(
  names: readonly string[],
  counts: readonly { readonly texts: number; readonly negated: number }[],
  texts: number,
): Table<TopicRow> {
  const rows = names
    .map((topic, t) => {
      const none = { value: Number.NaN, low: Number.NaN, high: Number.NaN };
      const { value, low, high } = texts === 0 ? none : wilsonInterval(counts[t].texts, texts);
      return { topic, texts: counts[t].texts, share: value, low, high, negated: counts[t].negated };
    })
    .sort((a, b) => b.texts - a.texts);
  const take = <Key extends keyof TopicRow>(key: Key) => rows.map((row) => row[key]);
  const share = { unit: 'share', basis: 'B7' } as const;
  return tableOf<TopicRow>(
    {
      topic: take('topic'),
      texts: take('texts'),
      share: take('share'),
      low: take('low'),
      high: take('high'),
      negated: take('negated'),
    },
    { share: { ...share, meaning: 'Share of texts that mention the topic.' }, low: share, high: share },
  );
}
