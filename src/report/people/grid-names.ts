import { plotlyText, shortName } from '../../display/plotly-text.js';

/** Pixels for all columns of a grid on a phone 320 pixels wide, and of a line of an upright name. */
const PHONE_WIDTH = 150;
const LINE = 14.5;
const LINE_LETTERS = 20;
/** Where names have one line, they stand upright on a wide screen too. */
const ONLY_LINE_LETTERS = 30;
const MOST_LINES = 3;

/**
 * Names above the columns of a grid, in as many lines as have room beside each other on a phone, where they stand upright. What
 * does not fit is cut; the whole name stands in the table.
 */
export function gridNames(names: readonly string[]): string[] {
  const lines = Math.min(MOST_LINES, Math.max(1, Math.floor(PHONE_WIDTH / Math.max(1, names.length) / LINE)));
  const letters = lines === 1 ? ONLY_LINE_LETTERS : LINE_LETTERS;
  return names.map((name) => {
    for (let length = letters * lines; ; length--) {
      const text = plotlyText(shortName(name, length), letters);
      if (text.split('<br>').length <= lines) return text;
    }
  });
}
