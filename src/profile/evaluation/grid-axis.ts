import type { ColumnInfo } from '../../core/column.js';
import { formatNumber, type NumberFormat } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import { columnFormat, columnUnit } from '../../display/column-format.js';
import { columnLabel } from '../../display/column-label.js';

/** How a column is cut into levels: at numbers, or by the order of its texts. */
export type GridAxisOptions =
  | {
      readonly column: string;
      /** Where a higher level starts, ascending: a value at a cut belongs above it. */
      readonly cuts: readonly number[];
      /** What the axis is called, default from the column. */
      readonly title?: string;
    }
  | {
      readonly column: string;
      /** All texts of the column, the least first. */
      readonly order: readonly string[];
      readonly title?: string;
    };

/** A level of an axis. */
export interface GridLevel {
  /** `low`, `middle`, `high`; the text itself of a column of texts. */
  readonly name: string;
  /** In words, for example `20 to below 50 EUR`. */
  readonly range: string;
  readonly from?: number;
  readonly below?: number;
}

/** An axis as it is used. */
export interface GridAxis {
  readonly column: string;
  readonly title: string;
  readonly levels: readonly GridLevel[];
  readonly format: NumberFormat;
  /** Level of a value, from 0; `undefined` where it is missing. */
  level(value: unknown, row: number): number | undefined;
}

/** Checks how an axis is cut. */
export function gridAxis(who: string, options: GridAxisOptions, info: ColumnInfo): GridAxis {
  const { column } = options;
  const unit = columnUnit(info);
  const format: NumberFormat = columnFormat(column, info) ?? {};
  const withUnit = unit === undefined || format.style === 'percent' ? format : { ...format, unit };
  const title = options.title ?? columnLabel(column, info);
  return 'order' in options
    ? { column, title, format: withUnit, ...orderedLevels(who, column, options.order) }
    : { column, title, format: withUnit, ...cutLevels(who, column, options.cuts, withUnit) };
}

function orderedLevels(who: string, column: string, order: readonly string[]) {
  if (!Array.isArray(order) || order.length < 2 || new Set(order).size !== order.length) {
    throw new InputError(
      `${who}: the order of "${column}" has to name two texts or more, each once, the least first.`,
    );
  }
  return {
    levels: order.map((name): GridLevel => ({ name, range: name })),
    level: (value: unknown, row: number) => {
      if (isMissing(value)) return undefined;
      const place = order.indexOf(String(value));
      if (place >= 0) return place;
      throw new InputError(
        `${who}: row ${row + 1}, column "${column}" is ${JSON.stringify(String(value))}, which is not in the order ${order.join(', ')}.`,
        { column },
      );
    },
  };
}

function cutLevels(who: string, column: string, cuts: readonly number[], format: NumberFormat) {
  const rises = Array.isArray(cuts) && cuts.every((cut, i) => Number.isFinite(cut) && !(cut <= cuts[i - 1]));
  if (!rises || cuts.length < 1 || cuts.length > 8) {
    throw new InputError(
      `${who}: the cuts of "${column}" have to be 1 to 8 ascending numbers, for example [20, 50]; they are ${String(cuts)}.`,
    );
  }
  const print = (cut: number) => formatNumber(cut, { ...format, ...digitsFor(cut, format) });
  const last = cuts.length;
  const levels = Array.from({ length: last + 1 }, (_, i): GridLevel => {
    const name = namesOf(last + 1)[i];
    if (i === 0) return { name, range: `below ${print(cuts[0])}`, below: cuts[0] };
    if (i === last) return { name, range: `${print(cuts[last - 1])} or more`, from: cuts[last - 1] };
    return {
      name,
      range: `${print(cuts[i - 1])} to below ${print(cuts[i])}`,
      from: cuts[i - 1],
      below: cuts[i],
    };
  });
  return {
    levels,
    level: (value: unknown, row: number) => {
      if (isMissing(value)) return undefined;
      const number = typeof value === 'bigint' ? Number(value) : value;
      if (typeof number === 'number' && Number.isFinite(number)) {
        return cuts.filter((cut) => number >= cut).length;
      }
      throw new InputError(
        `${who}: row ${row + 1}, column "${column}" is ${typeof value === 'string' ? JSON.stringify(value) : String(value)}, not a finite number. Give order in the place of cuts for texts.`,
        { column },
      );
    },
  };
}

/** A cut is printed as it is: rounded it would say another thing. */
function digitsFor(cut: number, format: NumberFormat): NumberFormat {
  const shown = format.style === 'percent' ? cut * 100 : cut;
  const digits = [0, 1, 2, 3, 4, 5, 6].find((d) => Math.abs(Number(shown.toFixed(d)) - shown) < 1e-9);
  return digits === undefined ? {} : { digits };
}

function namesOf(levels: number): string[] {
  if (levels === 2) return ['low', 'high'];
  if (levels === 3) return ['low', 'middle', 'high'];
  return Array.from({ length: levels }, (_, i) => `level ${i + 1} of ${levels}`);
}

function isMissing(value: unknown): boolean {
  return value === null || value === undefined || Number.isNaN(value) || value === '';
}
