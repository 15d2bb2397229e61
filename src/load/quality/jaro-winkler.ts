/**
 * How alike two short texts are, such as names: 1 for the same, 0 for no letter in common. Letters count as the same when
 * they stand near one another; a common beginning of up to four letters counts more.
 *
 * O(letters of one x distance that counts as near). Source: Winkler, "String Comparator Metrics and Enhanced Decision
 * Rules in the Fellegi-Sunter Model of Record Linkage" (1990), with 0.1 for each letter of the beginning.
 *
 * @example
 * jaroWinkler('martha', 'marhta').toFixed(3); // '0.961'
 */
export function jaroWinkler(first: string, second: string): number {
  const [a, b] = [[...first], [...second]];
  if (a.length === 0 || b.length === 0) return a.length === b.length ? 1 : 0;
  const near = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  const taken = new Uint8Array(b.length);
  const common: string[] = [];
  for (const [i, letter] of a.entries()) {
    for (let j = Math.max(0, i - near); j <= Math.min(b.length - 1, i + near); j++) {
      if (taken[j] === 1 || b[j] !== letter) continue;
      taken[j] = 1;
      common.push(letter);
      break;
    }
  }
  if (common.length === 0) return 0;
  const theirs = b.filter((_, j) => taken[j] === 1);
  const swapped = common.filter((letter, i) => letter !== theirs[i]).length / 2;
  const m = common.length;
  const jaro = (m / a.length + m / b.length + (m - swapped) / m) / 3;
  let beginning = 0;
  while (beginning < Math.min(4, a.length, b.length) && a[beginning] === b[beginning]) beginning++;
  return jaro + beginning * 0.1 * (1 - jaro);
}
