import type { ColumnInfo } from '../../core/column.js';
import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import { call, type Expression } from '../../engine/plan/expression.js';
import { type Feature, rowFeature } from '../feature.js';
import type { FeatureName } from '../feature-name.js';
import { MISSING_TEXT } from '../missing-value.js';
import { type RowOperand, rowName, rowValue } from '../row-value.js';

/** How bands are called and where an edge belongs. */
export interface BandOptions<Name extends string, Label extends string> extends FeatureName<Name> {
  /** Names of the bands, the lowest first, one more than edges; default made of the edges. */
  readonly labels?: readonly Label[];
  /** Which end a band holds: its lower one (default; 20,000 is in the band from 20,000 on) or its upper one. */
  readonly holds?: 'lower end' | 'upper end';
  /** Basis of segmentation; default that of the feature, else `B1`. */
  readonly basis?: ColumnInfo['basis'];
  /** What reports call it. */
  readonly meaning?: string;
}

/**
 * The band that a number falls into, as a text: ages, incomes, distances. The lowest and the highest band are open.
 * Missing numbers have no band. The bands in their order are `info.levels`.
 *
 * @param of - Column of numbers, or a feature of one row.
 * @param edges - Where one band ends and the next begins, ascending.
 * @throws {InputError} For edges that do not ascend and labels that are not one more.
 *
 * @example
 * band('income', [20000, 40000]).info.levels; // ['under 20,000', '20,000 to under 40,000', '40,000 and over']
 * band(ageYears('born'), [18, 65], { labels: ['child', 'adult', 'senior'] }).name; // 'ageYearsBand'
 */
export function band<const Name extends string = string, const Label extends string = string>(
  of: RowOperand,
  edges: readonly number[],
  options: BandOptions<Name, Label> = {},
): Feature<Name, Label | null> {
  const { holds = 'lower end', name = `${rowName(of)}Band` as Name } = options;
  const labels = bandLabels('band', edges, holds, options.labels);
  const value = rowValue('band', of);
  const below = (edge: number) => call(holds === 'lower end' ? 'less' : 'atMost', value, edge);
  const banded = edges.reduceRight<Expression>(
    (higher, edge, i) => call('choose', below(edge), labels[i], higher),
    { kind: 'constant', value: labels[edges.length] },
  );
  const known = typeof of === 'string' ? undefined : of.info.basis;
  const info: ColumnInfo = {
    basis: options.basis ?? known ?? 'B1',
    levels: labels,
    meaning: options.meaning ?? `Band of ${rowName(of)}; a band holds its ${holds}.`,
  };
  return rowFeature(name, info, call('choose', call('isMissing', value), MISSING_TEXT, banded));
}

/** The names of the bands, the lowest first. */
export function bandLabels(
  who: string,
  edges: readonly number[],
  holds: 'lower end' | 'upper end',
  given: readonly string[] | undefined,
): readonly string[] {
  const wrong = edges.findIndex((edge, i) => !Number.isFinite(edge) || (i > 0 && !(edge > edges[i - 1])));
  if (edges.length === 0 || wrong >= 0) {
    const shown = edges.length === 0 ? 'there are none' : `edge ${wrong + 1} is ${edges[wrong]}`;
    throw new InputError(`${who} needs ascending edges, ${shown}.`);
  }
  if (given === undefined) return edgeLabels(edges, holds);
  if (given.length !== edges.length + 1 || new Set(given).size !== given.length) {
    throw new InputError(
      `${who}: ${edges.length} edges make ${edges.length + 1} bands, ${new Set(given).size} different labels came.`,
    );
  }
  return given;
}

function edgeLabels(edges: readonly number[], holds: 'lower end' | 'upper end'): string[] {
  const shown = edges.map((edge) => String(edge));
  const rounded = edges.map((edge) => formatNumber(edge));
  const text = (i: number) => (new Set(rounded).size === edges.length ? rounded[i] : shown[i]);
  const middle = edges
    .slice(1)
    .map((_, i) =>
      holds === 'lower end' ? `${text(i)} to under ${text(i + 1)}` : `over ${text(i)} to ${text(i + 1)}`,
    );
  const last = text(edges.length - 1);
  return holds === 'lower end'
    ? [`under ${text(0)}`, ...middle, `${last} and over`]
    : [`up to ${text(0)}`, ...middle, `over ${last}`];
}
