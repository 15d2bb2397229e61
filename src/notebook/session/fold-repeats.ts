/** Functions that call one another in turn: longer rounds are rare. */
const LONGEST_ROUND = 4;
/** So many rounds are shown as they are. */
const SHOWN_ROUNDS = 2;

/**
 * Lines of a stack without the rounds of a recursion: the first two stay, then one line says how many more there
 * were.
 *
 * @example
 * foldRepeats(['at f', 'at f', 'at f', 'at f', 'at g']); // ['at f', 'at f', '    … and 2 more like these', 'at g']
 */
export function foldRepeats(lines: readonly string[]): string[] {
  const folded: string[] = [];
  for (let i = 0; i < lines.length; ) {
    const { length, rounds } = roundsAt(lines, i);
    const shown = length * Math.min(rounds, SHOWN_ROUNDS);
    folded.push(...lines.slice(i, i + shown));
    const more = length * rounds - shown;
    if (more > 0) folded.push(`    … and ${more} more like these`);
    i += length * rounds;
  }
  return folded;
}

/** How many lines from here on are one round, and how often it comes in a row. */
function roundsAt(lines: readonly string[], start: number): { length: number; rounds: number } {
  let best = { length: 1, rounds: 1 };
  for (let length = 1; length <= LONGEST_ROUND; length++) {
    let end = start + length;
    while (end < lines.length && lines[end] === lines[end - length]) end++;
    const rounds = Math.floor((end - start) / length);
    if (rounds > SHOWN_ROUNDS && rounds * length > best.rounds * best.length) best = { length, rounds };
  }
  return best;
}
