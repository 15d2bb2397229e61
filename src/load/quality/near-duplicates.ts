import { InputError } from '../../core/input-error.js';
import { type Table, tableOf } from '../../core/table.js';
import { breathe, currentTask, type Task } from '../../core/task.js';
import { checkKnown } from '../../core/unknown-name.js';
import { jaroWinkler } from './jaro-winkler.js';
import { emailKey, nameKey, postalKey } from './person-key.js';

/** Columns that say who a customer is, and how alike two have to be. */
export interface PersonColumns {
  readonly name: string;
  readonly email?: string;
  readonly postal?: string;
}

/** How `nearDuplicates` compares. */
export interface NearDuplicateOptions extends PersonColumns {
  /** Least Jaro-Winkler similarity of the names, 0.5 to 1; default 0.93. */
  readonly similarity?: number;
}

/** Two rows that may be one customer. */
export interface NearDuplicate {
  /** The later row, counted from 1. */
  readonly row: number;
  /** The earlier row. */
  readonly earlier: number;
  /** Of the names, 0 to 1. */
  readonly similarity: number;
  /** What is the same besides. */
  readonly same: 'e-mail' | 'postal code' | 'beginning of a name';
}

/** Above this, the customers of a block are put in the order of their names and each is compared with the next ones. */
const WHOLE_BLOCK = 500;
const NEXT = 50;
const WHO = 'nearDuplicates';

/**
 * Pairs of rows that may be the same customer, written differently. Names are compared without accents, size of letters,
 * signs and order of words, by Jaro-Winkler similarity, among customers with the same e-mail, with the same postal code,
 * or, without a column of postal codes, with the same first two letters of one of their names. Nothing is merged. A pair
 * that agrees in neither is not found.
 *
 * @returns For each later row the most alike earlier one, in the order of rows.
 * @throws {InputError} For columns that are not there and a similarity outside of 0.5 to 1.
 *
 * O(sum of the blocks' customers x min(customers, 500)); larger blocks compare each with the 50 next in the order of
 * names.
 *
 * @example
 * const pairs = await nearDuplicates(tableOf({ name: ['Anna Meyer', 'Mayer, Anna'], zip: ['10115', '10115'] }), { name: 'name', postal: 'zip' });
 * pairs.get('earlier', 0); // 1
 */
export async function nearDuplicates<Row extends object>(
  table: Table<Row>,
  options: NearDuplicateOptions,
  task: Task = currentTask(),
): Promise<Table<NearDuplicate>> {
  const { similarity = 0.93, name, email, postal } = options;
  const plain = table as unknown as Table;
  const columns = [name, email, postal].filter((each) => each !== undefined);
  checkKnown(WHO, 'column', columns, plain.columnNames());
  if (!(similarity >= 0.5 && similarity <= 1)) {
    throw new InputError(`${WHO}: similarity is ${similarity}; it is from 0.5 to 1.`);
  }
  const names = textsOf(plain, name).map(nameKey);
  const best = new Map<number, NearDuplicate>();
  const blocks = [...blocksOf(plain, names, options)];
  for (const [b, { rows, same }] of blocks.entries()) {
    if (b % 1000 === 0) {
      await breathe(task);
      task.progress(b / blocks.length, 'Comparing customers');
    }
    for (const [first, second] of pairsOf(rows, names)) {
      const alike = names[first] === names[second] ? 1 : jaroWinkler(names[first], names[second]);
      if (alike < similarity) continue;
      const [earlier, row] = [Math.min(first, second) + 1, Math.max(first, second) + 1];
      const known = best.get(row);
      if (known === undefined || alike > known.similarity)
        best.set(row, { row, earlier, similarity: alike, same });
    }
  }
  const pairs = [...best.values()].sort((a, b) => a.row - b.row);
  return tableOf<NearDuplicate>(
    {
      row: pairs.map(({ row }) => row),
      earlier: pairs.map(({ earlier }) => earlier),
      similarity: pairs.map((pair) => pair.similarity),
      same: pairs.map(({ same }) => same),
    },
    {
      row: { title: 'Row' },
      earlier: { title: 'Earlier row' },
      similarity: { title: 'Similarity of names', digits: 3 },
      same: { title: 'Same besides' },
    },
  );
}

interface Block {
  readonly rows: readonly number[];
  readonly same: NearDuplicate['same'];
}

function* blocksOf(
  table: Table,
  names: readonly string[],
  { email, postal }: PersonColumns,
): Generator<Block> {
  if (email !== undefined)
    yield* blocks(
      textsOf(table, email).map((each) => [emailKey(each)]),
      names,
      'e-mail',
    );
  if (postal !== undefined) {
    yield* blocks(
      textsOf(table, postal).map((each) => [postalKey(each)]),
      names,
      'postal code',
    );
  } else {
    const beginnings = names.map((each) => [
      ...new Set(each.split(' ').map((word) => [...word].slice(0, 2).join(''))),
    ]);
    yield* blocks(beginnings, names, 'beginning of a name');
  }
}

function* blocks(
  keys: readonly (readonly string[])[],
  names: readonly string[],
  same: NearDuplicate['same'],
): Generator<Block> {
  const byKey = new Map<string, number[]>();
  for (const [row, own] of keys.entries()) {
    if (names[row] === '') continue;
    for (const key of own) {
      if (key === '') continue;
      const rows = byKey.get(key);
      if (rows === undefined) byKey.set(key, [row]);
      else rows.push(row);
    }
  }
  for (const rows of byKey.values()) if (rows.length > 1) yield { rows, same };
}

function* pairsOf(rows: readonly number[], names: readonly string[]): Generator<[number, number]> {
  const whole = rows.length <= WHOLE_BLOCK;
  const order = whole
    ? rows
    : [...rows].sort((a, b) => (names[a] < names[b] ? -1 : names[a] > names[b] ? 1 : a - b));
  for (const [i, row] of order.entries()) {
    const end = whole ? order.length : Math.min(order.length, i + 1 + NEXT);
    for (let j = i + 1; j < end; j++) yield [row, order[j]];
  }
}

function textsOf(table: Table, name: string): string[] {
  return table.array(name).map((value) => (value === null || value === undefined ? '' : String(value)));
}
