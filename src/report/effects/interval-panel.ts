import { nameAxis, numberAxis } from '../../display/chart-layout.js';
import type { Panel } from '../panel-grid.js';

/** A value with its interval, in a row of a panel. */
export interface IntervalMark {
  /** Position of the row; fractions stand between rows. */
  readonly row: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly color: string;
  readonly symbol: string;
  /** What stands to the right of the interval. */
  readonly label: string;
  /** What is said where the mark is pointed at. */
  readonly words: string;
  /** Value of the last period, as a small cross. */
  readonly before?: number;
}

/** A line from top to bottom of a panel; it leaves out the labels that it would run through. */
export interface PanelLine {
  readonly at: number;
  readonly dash: 'solid' | 'dash' | 'dot';
}

/** What stands in a panel. */
export interface IntervalRows {
  /** One a row, from the top down. */
  readonly names: readonly string[];
  readonly marks: readonly IntervalMark[];
  readonly lines: readonly PanelLine[];
}

/** Pixels of a row. */
export const ROW_HEIGHT = 30;
/** Share of the span of the values that a letter takes on a phone. */
export const LETTER = 0.055;
/** One panel below the other, the whole width of a phone for its title. */
export const ONE_COLUMN = { columns: 1, gap: 0, ticks: 34, letters: 22 };

/**
 * Axes of a panel of marks, with room for their labels to the right.
 *
 * @param title - Lines above it, with the unit.
 */
export function intervalPanel(title: readonly string[], rows: IntervalRows): Panel {
  const { low, high, span } = endsOf(rows);
  const letters = Math.max(0, ...rows.marks.map(({ label }) => label.length));
  return {
    title,
    xaxis: numberAxis('', {
      range: [low - span * 0.08, high + span * Math.min(1.2, 0.1 + letters * LETTER)],
      nticks: 5,
      fixedrange: true,
    }),
    yaxis: nameAxis(rows.names),
  };
}

/** From where to where the values and lines of a panel go. */
export function endsOf({ marks, lines }: IntervalRows): { low: number; high: number; span: number } {
  const ends = [
    ...marks.flatMap(({ value, low, high, before }) => [value, low, high, before ?? value]),
    ...lines.map(({ at }) => at),
  ];
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  return { low, high, span: high - low || Math.abs(high) || 1 };
}
