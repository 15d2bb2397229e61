/** Where a label starts, and how far it reaches. */
export interface LabelPlace {
  /** Position of its row. */
  readonly row: number;
  readonly start: number;
  readonly end: number;
}

/**
 * The pieces of a line from top to bottom that run through no label.
 *
 * @param at - Where the line stands.
 * @param from - Position at which it begins, in rows.
 * @param to - Where it ends.
 * @param half - Half of the height of a label, in rows.
 */
export function clearOfLabels(
  at: number,
  [from, to]: readonly [number, number],
  labels: readonly LabelPlace[],
  half: number,
): [number, number][] {
  const crossed = labels
    .filter(({ start, end }) => start <= at && at <= end)
    .map(({ row }) => row)
    .sort((a, b) => a - b);
  const starts = [from, ...crossed.map((row) => row + half)];
  const ends = [...crossed.map((row) => row - half), to];
  return starts.map((start, i): [number, number] => [start, ends[i]]).filter(([start, end]) => end > start);
}
