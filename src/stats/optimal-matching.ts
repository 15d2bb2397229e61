import { InputError } from '../core/input-error.js';

/**
 * Pairs rows with columns so that the sum of their values is the largest possible; each row and each column is used at
 * most once, and as many are paired as can be.
 *
 * @param values - Row after row, finite.
 * @returns For each row its column, or -1 where there are more rows than columns and it has none.
 * @throws {InputError} When the values do not fill the rows, and for one that is not finite.
 *
 * O(n³) for n the larger number. Source: Kuhn, "The Hungarian method for the assignment problem", Naval Research Logistics
 * Quarterly 2 (1955) 83-97, with the shortest augmenting paths of Jonker and Volgenant (1987).
 *
 * @example
 * optimalMatching([9, 8, 8, 1], 2); // Int32Array [1, 0]
 */
export function optimalMatching(values: ArrayLike<number>, rows: number): Int32Array {
  const columns = rows === 0 ? 0 : values.length / rows;
  if (!Number.isInteger(columns)) {
    throw new InputError(`optimalMatching: ${values.length} values do not fill ${rows} rows.`);
  }
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) {
      throw new InputError(`optimalMatching: value ${i + 1} is ${values[i]}. All have to be finite.`);
    }
  }
  const turned = rows > columns;
  const [n, m] = turned ? [columns, rows] : [rows, columns];
  const cost = (i: number, j: number) => -values[turned ? j * columns + i : i * columns + j];
  const rowPrice = new Float64Array(n + 1);
  const columnPrice = new Float64Array(m + 1);
  const rowOf = new Int32Array(m + 1); // of each column from 1; 0 is none
  for (let row = 1; row <= n; row++) {
    const before = new Int32Array(m + 1);
    const least = new Float64Array(m + 1).fill(Infinity);
    const used = new Uint8Array(m + 1);
    rowOf[0] = row;
    let column = 0;
    do {
      used[column] = 1;
      const from = rowOf[column];
      let step = Infinity;
      let next = 0;
      for (let j = 1; j <= m; j++) {
        if (used[j] === 1) continue;
        const reduced = cost(from - 1, j - 1) - rowPrice[from] - columnPrice[j];
        if (reduced < least[j]) {
          least[j] = reduced;
          before[j] = column;
        }
        if (least[j] < step) {
          step = least[j];
          next = j;
        }
      }
      for (let j = 0; j <= m; j++) {
        if (used[j] === 1) {
          rowPrice[rowOf[j]] += step;
          columnPrice[j] -= step;
        } else least[j] -= step;
      }
      column = next;
    } while (rowOf[column] !== 0);
    for (; column !== 0; column = before[column]) rowOf[column] = rowOf[before[column]];
  }
  const matched = new Int32Array(rows).fill(-1);
  for (let j = 1; j <= m; j++) {
    if (rowOf[j] === 0) continue;
    if (turned) matched[j - 1] = rowOf[j] - 1;
    else matched[rowOf[j] - 1] = j - 1;
  }
  return matched;
}
