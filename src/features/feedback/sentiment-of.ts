import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import { breathe, currentTask, type Task } from '../../core/task.js';
import { workMeter } from '../../core/work-meter.js';

/** How favourable texts are. */
export interface Sentiments {
  /** -1 to 1 for each text in its order; `null` for empty texts and those that could not be read. */
  readonly scores: readonly (number | null)[];
  /** Texts that are empty. */
  readonly empty: number;
  /** Texts that could not be read: in another script, of signs without meaning, or `null` of your own judge. */
  readonly unread: number;
  /** Texts that were read and are exactly 0: no word of the list in them, or words that cancel out. */
  readonly neutral: number;
}

/** How a text is judged. */
export type SentimentScorer = (text: string) => number | null;

const MANY = 20;

/**
 * How favourable each text is: -1 the worst, 0 neutral, 1 the best. By words and rules of English, with negation ("not
 * very good"), degree, capitals and exclamation marks. It judges words, not the world: irony, "no complaints" and "not
 * worth the price" are misread; means of many texts are what it is for. For other languages give `score`; a warning
 * says when hardly any text has a word that it knows.
 *
 * The library is `vader-sentiment` 1.1.3 (Apache-2.0, 0.7 MB, no dependencies, no network), a port of VADER; it is
 * loaded when it is first needed. It is finished rather than kept, its word list is of 2014. `wink-nlp` with its English
 * model is kept, but 4.7 MB: give it as `score` where that is fine (of 27 short sentences of feedback that were tried, it
 * judged 19 rightly, VADER 16).
 *
 * @param texts - `null` and empty texts have no score.
 * @param options - `score`: a judge of your own, -1 to 1, or `null` where it cannot say.
 * @throws {InputError} For a score that is not in -1 to 1.
 *
 * About 0.1 milliseconds a sentence.
 * Source: Hutto and Gilbert, "VADER: a parsimonious rule-based model for sentiment analysis", ICWSM (2014).
 *
 * @example
 * const found = await sentimentOf(['The book was good.', 'The book was not good.', '']);
 * found.scores; // [0.4404, -0.3412, null]
 */
export async function sentimentOf(
  texts: readonly (string | null | undefined)[],
  options: { readonly score?: SentimentScorer } = {},
  task: Task = currentTask(),
): Promise<Sentiments> {
  const own = options.score;
  const score = own ?? (await vaderScorer());
  const due = workMeter(100_000);
  const scores: (number | null)[] = [];
  let [empty, unread] = [0, 0];
  for (let i = 0; i < texts.length; i++) {
    const text = texts[i]?.trim() ?? '';
    if (due(text.length)) {
      task.progress(i / texts.length, 'Sentiment');
      await breathe(task);
    }
    const judged = text === '' ? null : checked(score(text), i);
    const latin = own !== undefined || /\p{Script=Latin}/u.test(text);
    const read = judged === 0 && !latin ? null : judged; // of signs alone, it knows emoticons
    if (text === '') empty++;
    else if (read === null) unread++;
    scores.push(read);
  }
  const read = scores.filter((each) => each !== null);
  const neutral = read.filter((each) => each === 0).length;
  if (own === undefined && read.length >= MANY && neutral > 0.8 * read.length) {
    task.warn(
      `sentimentOf: ${formatNumber(neutral)} of ${formatNumber(read.length)} texts have no word that it knows. It reads English; for other languages give score.`,
    );
  }
  return { scores, empty, unread, neutral };
}

async function vaderScorer(): Promise<SentimentScorer> {
  const { default: vader } = await import('vader-sentiment');
  return (text) =>
    vader.SentimentIntensityAnalyzer.polarity_scores(text.replace(/[\u2018\u2019\u02bc]/g, "'")).compound;
}

function checked(score: number | null, i: number): number | null {
  if (score === null || (score >= -1 && score <= 1)) return score;
  throw new InputError(
    `sentimentOf: the score of text ${i + 1} is ${score}; it goes from -1 to 1, or is null.`,
  );
}
