import { nameWords } from '../column-name-score.js';
import { jaroWinkler } from '../quality/jaro-winkler.js';

/** How well the name of a column of a file speaks for a column of a schema, and why. */
export interface NameLikeness {
  /** 0 to 1. */
  readonly score: number;
  readonly reason: string;
}

/** Jaro-Winkler similarity of a typing error, in names that are not too short for one. */
const ALIKE = 0.95;
const FEW_LETTERS = 5;

/** Compares a name with the ones that a column goes by, whatever the style it is written in. */
export function nameLikeness(
  name: string,
  column: string,
  others: readonly string[],
): NameLikeness | undefined {
  const joined = (text: string) => nameWords(text).join('');
  const own = joined(name);
  if (own === joined(column)) return { score: 1, reason: `is called "${name}"` };
  const known = others.find((other) => joined(other) === own);
  if (known !== undefined) return { score: 0.9, reason: `"${name}" is another word for it` };
  const names = [column, ...others];
  const words = nameWords(name);
  const inside = names.find((other) => {
    const wanted = nameWords(other);
    return (
      wanted.length < words.length &&
      wanted.join('').length > 2 &&
      wanted.every((word) => words.includes(word))
    );
  });
  if (inside !== undefined) return { score: 0.6, reason: `"${name}" has "${inside}" in it` };
  const close =
    own.length < FEW_LETTERS ? undefined : names.find((other) => jaroWinkler(own, joined(other)) >= ALIKE);
  return close === undefined
    ? undefined
    : { score: 0.5, reason: `"${name}" is written almost like "${close}"` };
}
