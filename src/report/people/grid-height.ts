import { gridNames } from './grid-names.js';

/** Pixels of a letter of a name, and around names. */
const LETTER = 6.6;
const AROUND = 34;
/** Rows are no lower than this where names above the columns stand upright, as they do on a phone. */
const LEAST_ROW = 31;

/** Pixels of a grid of cells with names above its columns, lying or upright. */
export function gridHeight(names: readonly string[], rows: number, rowHeight: number): number {
  const longest = gridNames(names).flatMap((name) =>
    name.split('<br>').map((line) => [...line.replace(/&(lt|gt|amp);/g, '-')].length),
  );
  const upright = AROUND + LETTER * Math.max(0, ...longest);
  return Math.round(Math.max(76 + rowHeight * rows, upright + LEAST_ROW * rows));
}
