import { plotlyText, shortName } from '../../display/plotly-text.js';

/** Pixels for all columns of a grid on a phone 320 pixels wide, and of a line of an upright name. */
const PHONE_WIDTH = 150;
const LINE = 14.5;
const LINE_LETTERS = 20;
const MOST_LINES = 3;

/**
 * Names above the columns of a grid, in as many lines as have room beside each other on a phone, where they stand upright. What
 * does not fit is cut; the whole name stands in the table.
 */
export function gridNames(names: readonly string[]): string[] {
  const lines = Math.min(MOST_LINES, Math.max(1, Math.floor(PHONE_WIDTH / Math.max(1, names.length) / LINE)));
  return names.map((name) => {
    for (let length = LINE_LETTERS * lines; ; length--) {
      const text = plotlyText(shortName(name, length), LINE_LETTERS);
      if (text.split('<br>').length <= lines) return text;
    }
  });
}
