import { formatNumber } from '../../core/format.js';
import type { Table } from '../../core/table.js';
import { tableOf } from '../../core/table.js';
import { DISPLAY_KEY, type Displayable } from '../../display/bundle.js';
import { contentBundle } from '../../display/content-bundle.js';
import { shownTable } from '../../display/shown-table.js';
import { convertValue } from './convert-value.js';
import { isAbsent, misfitOf } from './fits-column.js';
import { nameLikeness } from './name-likeness.js';
import type { Schema, SchemaColumn } from './schema.js';

/** Which column of a file stands for which of a schema; columns that are left out are absent. */
export type ColumnMapping<Given extends Schema = Schema> = {
  readonly [Name in keyof Given['columns']]?: string;
};

/** One suggestion. */
export interface MappingReason {
  /** Column of the schema. */
  readonly column: string;
  /** Column of the table; `null` where none fits. */
  readonly from: string | null;
  /** 0 to 1, by name and contents. */
  readonly score: number;
  readonly reason: string;
}

/** Suggested columns with reasons, and what has to be asked; it shows itself as a table. */
export interface MappingSuggestion<Given extends Schema = Schema> extends Displayable {
  readonly mapping: ColumnMapping<Given>;
  /** One for each column of the schema, in its order. */
  readonly reasons: readonly MappingReason[];
  /** What a person has to say: columns that are needed and not found, and choices between two. */
  readonly questions: readonly string[];
  /** Columns of the table that stand for nothing. */
  readonly left: readonly string[];
}

/** Values looked at. */
const SAMPLE = 1000;
/** Least score of a suggestion, and how near two have to be to ask. */
const ENOUGH = 0.4;
const NEAR = 0.15;

/**
 * Suggests which column of a file is which of a schema, by names in several languages and by what the columns hold: a
 * name alone does not make a column of texts one of dates. Each column of the file stands for one at most. It suggests,
 * it decides nothing: look at the questions, then hand the mapping to `applyMapping`.
 *
 * O(columns of both x 1,000 values).
 *
 * @example
 * const file = tableOf({ Kundennummer: ['7'], Datum: [new Date('2026-01-31')], Bestellnummer: ['A1'], Umsatz: [9.5] });
 * suggestMapping(file, ordersSchema).mapping; // { customerId: 'Kundennummer', orderId: 'Bestellnummer', orderedAt: 'Datum', amount: 'Umsatz' }
 */
export function suggestMapping<Row extends object, Given extends Schema>(
  table: Table<Row>,
  schema: Given,
): MappingSuggestion<Given> {
  const plain = table as unknown as Table;
  const names = plain.columnNames();
  const samples = new Map(names.map((name) => [name, sampleOf(plain, name)]));
  const said = Object.entries<SchemaColumn>(schema.columns);
  const candidates = said.flatMap(([column, each]) =>
    names.flatMap((from) => {
      const found = likeness(column, each, from, samples.get(from)!);
      return found === undefined || found.score < ENOUGH ? [] : [found];
    }),
  );
  const chosen = new Map<string, MappingReason & { readonly from: string }>();
  const taken = new Set<string>();
  for (const candidate of [...candidates].sort((a, b) => b.score - a.score)) {
    if (chosen.has(candidate.column) || taken.has(candidate.from)) continue;
    chosen.set(candidate.column, candidate);
    taken.add(candidate.from);
  }
  const reasons = said.map(
    ([column]): MappingReason =>
      chosen.get(column) ?? { column, from: null, score: 0, reason: 'no column fits' },
  );
  const questions = said.flatMap(([column, each]) => {
    const best = chosen.get(column);
    if (best === undefined)
      return each.required === false ? [] : [`Which column is "${column}" (${each.meaning ?? each.type})?`];
    const rival = candidates.find(
      (other) =>
        other.column === column &&
        other.from !== best.from &&
        !taken.has(other.from) &&
        best.score - other.score < NEAR,
    );
    return rival === undefined ? [] : [`Is "${column}" in "${best.from}" or in "${rival.from}"?`];
  });
  const left = names.filter((name) => !taken.has(name));
  return {
    mapping: Object.fromEntries(
      [...chosen].map(([column, { from }]) => [column, from]),
    ) as ColumnMapping<Given>,
    reasons,
    questions,
    left,
    [DISPLAY_KEY]: () => contentBundle(shownReasons(schema, reasons, questions, left).content),
  };
}

function sampleOf(table: Table, name: string): unknown[] {
  return table
    .array(name)
    .slice(0, SAMPLE)
    .filter((value) => !isAbsent(value));
}

function likeness(
  column: string,
  said: SchemaColumn,
  from: string,
  sample: readonly unknown[],
): (MappingReason & { readonly from: string }) | undefined {
  const name = nameLikeness(from, column, said.names ?? []);
  if (name === undefined) return undefined;
  if (sample.length === 0)
    return { column, from, score: name.score * 0.7, reason: `${name.reason}; it is empty` };
  const fitting = sample.filter((value) => misfitOf(convertValue(value, said), said) === undefined).length;
  const share = fitting / sample.length;
  const distinct = new Set(sample.map(String)).size;
  const repeats = said.unique === true && distinct < sample.length ? 0.8 : 1;
  const percent = formatNumber(share, { style: 'percent' });
  const written =
    said.type === 'date' &&
    share < 0.5 &&
    sample.every((value) => typeof value === 'string' && /\d/.test(value));
  const contents = written
    ? 'dates may be written another way: read them with dateFormat'
    : `${percent} of its values are ${said.type === 'text' ? 'texts' : `of type ${said.type}`}${repeats < 1 ? ', some more than once' : ''}`;
  const score = name.score * (written ? 0.7 : share) * repeats;
  return { column, from, score, reason: `${name.reason}; ${contents}` };
}

function shownReasons(
  schema: Schema,
  reasons: readonly MappingReason[],
  questions: readonly string[],
  left: readonly string[],
) {
  const found = reasons.filter(
    ({ column, from }) => from !== null || schema.columns[column].required !== false,
  );
  const table = tableOf(
    {
      column: found.map(({ column }) => column),
      from: found.map(({ from }) => from),
      reason: found.map(({ reason }) => reason),
    },
    {
      column: { title: `Column of ${schema.name}` },
      from: { title: 'Column of the file' },
      reason: { title: 'Why' },
    },
  );
  const rest = left.length === 0 ? '' : ` Columns that stand for nothing: ${left.join(', ')}.`;
  return shownTable(table, {
    caption: 'Suggested columns',
    rows: found.length,
    note: `${questions.length === 0 ? 'No open question.' : questions.join(' ')}${rest}`,
  });
}
