/** Scripts that are written without blanks between words. */
const UNSPACED =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';
const WORD = new RegExp(
  `[${UNSPACED}]+|(?:(?![${UNSPACED}])[\\p{L}\\p{M}\\p{N}])+(?:['-](?:(?![${UNSPACED}])[\\p{L}\\p{M}\\p{N}])+)*`,
  'gu',
);
const RUN = new RegExp(`^[${UNSPACED}]`, 'u');

/**
 * The words of a text, sentence by sentence: compatible characters alike (NFKC), small letters, straight apostrophes.
 * A run of a script without blanks between words, such as Chinese, is one piece.
 *
 * @example
 * sentencesOf('It’s late. 物流太慢！'); // [["it's", 'late'], ['物流太慢']]
 */
export function sentencesOf(text: string): string[][] {
  return plainText(text)
    .split(/[.!?;…。！？；\n]+/u)
    .map((sentence) => sentence.match(WORD) ?? [])
    .filter((words) => words.length > 0)
    .map((words) => [...words]);
}

/** Whether a piece is a run of a script without blanks between words. */
export function isRun(piece: string): boolean {
  return RUN.test(piece);
}

/** A text as it is compared. */
export function plainText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u2018\u2019\u02bc]/g, "'");
}
