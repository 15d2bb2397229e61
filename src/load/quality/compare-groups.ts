import { InputError } from '../../core/input-error.js';
import { newcombeInterval } from '../../stats/newcombe-interval.js';
import type { MissingColumn, MissingGroup } from './missingness.js';
import { valueText } from './value-text.js';

/** Groups above which a column is no grouping. */
const MOST_GROUPS = 1000;

/**
 * Gaps of each column with gaps in each group of at least `minimum` rows, beside all other rows.
 *
 * @param byGroup - Names of groups, their rows, then the gaps of each column.
 * @throws {InputError} For more than 1,000 groups.
 */
export function compareGroups(
  byGroup: readonly (readonly unknown[])[],
  columns: readonly MissingColumn[],
  minimum: number,
): { groups: MissingGroup[]; small: number } {
  if (byGroup.length === 0) return { groups: [], small: 0 };
  const [names, sizes, ...gaps] = byGroup as [unknown[], number[], ...number[][]];
  if (names.length > MOST_GROUPS) {
    throw new InputError(
      `missingness: there are ${names.length} groups; at most ${MOST_GROUPS} can be compared.`,
    );
  }
  const large = names.map((_, g) => g).filter((g) => sizes[g] >= minimum);
  const withGaps = columns.map((_, j) => j).filter((j) => columns[j].missing > 0);
  const confidence = 1 - 0.05 / Math.max(1, large.length * withGaps.length);
  const groups = withGaps.flatMap((j) =>
    large
      .filter((g) => sizes[g] < columns[j].rows)
      .map((g): MissingGroup => {
        const [rows, missing] = [sizes[g], gaps[j][g]];
        const rest = columns[j].rows - rows;
        const { value, low, high } = newcombeInterval(
          missing,
          rows,
          columns[j].missing - missing,
          rest,
          confidence,
        );
        const share = missing / rows;
        return {
          ...{ column: columns[j].column, rows, missing, share },
          group: typeof names[g] === 'string' ? names[g] : valueText(names[g]),
          elsewhere: (columns[j].missing - missing) / rest,
          difference: value,
          low,
          high,
          standsOut: low > 0 || high < 0,
        };
      }),
  );
  return { groups, small: names.length - large.length };
}
