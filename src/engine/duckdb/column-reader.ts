import type { DuckDBDecimalValue, DuckDBVector } from '@duckdb/node-api';
import { DAY_MS } from '../../core/day.js';
import type { EngineColumn, EngineType, EngineValue } from '../engine.js';

const NUMBERS = ['TINYINT', 'SMALLINT', 'INTEGER', 'UTINYINT', 'USMALLINT', 'UINTEGER', 'FLOAT', 'DOUBLE'];
const LONG = ['BIGINT', 'UBIGINT', 'HUGEINT', 'UHUGEINT'];
const SAFE = BigInt(Number.MAX_SAFE_INTEGER);

/**
 * Collects one column of an answer and converts it at the door: decimals become the nearest number, days and
 * times become `Date` (a time without zone is read as UTC), whole numbers become numbers, or text throughout
 * the column when one of them is beyond 2^53, because such numbers are ids. What has no counterpart becomes
 * text.
 */
export class ColumnReader {
  readonly #name: string;
  readonly #duckDbType: string;
  readonly #values: EngineValue[] = [];
  /** Whole numbers beyond 2^53 by row; usually none. */
  readonly #long = new Map<number, bigint>();

  constructor(name: string, duckDbType: string) {
    this.#name = name;
    this.#duckDbType = duckDbType;
  }

  read(vector: DuckDBVector): void {
    const type = this.#duckDbType;
    const values = this.#values;
    const rows = vector.itemCount;
    if (type === 'DOUBLE') {
      const { items, validity } = vector as unknown as Doubles;
      for (let i = 0; i < rows; i++) values.push(validity.itemValid(i) ? items[i] : null);
    } else if (NUMBERS.includes(type) || type === 'VARCHAR' || type === 'BOOLEAN') {
      for (let i = 0; i < rows; i++) values.push(vector.getItem(i) as EngineValue);
    } else if (LONG.includes(type)) {
      for (let i = 0; i < rows; i++) this.#readLong(vector.getItem(i) as bigint | null);
    } else {
      const convert = converter(type);
      for (let i = 0; i < rows; i++) {
        const item = vector.getItem(i);
        values.push(item === null ? null : convert(item));
      }
    }
  }

  column(): EngineColumn {
    if (this.#long.size === 0) return { name: this.#name, type: this.#type(), values: this.#values };
    const digits = this.#values.map((value, i) =>
      value === null ? null : String(this.#long.get(i) ?? value),
    );
    return { name: this.#name, type: 'text', values: digits };
  }

  #readLong(value: bigint | null): void {
    if (value !== null && (value > SAFE || value < -SAFE)) this.#long.set(this.#values.length, value);
    this.#values.push(value === null ? null : Number(value));
  }

  #type(): EngineType {
    const type = this.#duckDbType;
    if (NUMBERS.includes(type) || LONG.includes(type) || type.startsWith('DECIMAL')) return 'number';
    if (type === 'BOOLEAN') return 'boolean';
    return type === 'DATE' || type.startsWith('TIMESTAMP') ? 'date' : 'text';
  }
}

/** What a vector of doubles holds; its own `getItem` takes several times as long. */
interface Doubles {
  readonly items: Float64Array;
  readonly validity: { itemValid(row: number): boolean };
}

function converter(type: string): (item: unknown) => EngineValue {
  if (type.startsWith('DECIMAL')) return (item) => decimalToNumber(item as DuckDBDecimalValue);
  if (type === 'DATE') return (item) => new Date((item as { days: number }).days * DAY_MS);
  if (type.startsWith('TIMESTAMP')) return (item) => new Date(milliseconds(item as Timestamp));
  return (item) => String(item);
}

/** The number nearest to a decimal; the text form rounds once where the two divisions would round twice. */
function decimalToNumber(decimal: DuckDBDecimalValue): number {
  const { value, scale } = decimal;
  return value <= SAFE && value >= -SAFE && scale <= 22
    ? Number(value) / 10 ** scale
    : Number(decimal.toString());
}

interface Timestamp {
  readonly micros?: bigint;
  readonly nanos?: bigint;
  readonly millis?: bigint;
  readonly seconds?: bigint;
}

function milliseconds({ micros, nanos, millis, seconds }: Timestamp): number {
  if (micros !== undefined) return floorDivide(micros, 1000n);
  if (nanos !== undefined) return floorDivide(nanos, 1_000_000n);
  return millis !== undefined ? Number(millis) : Number(seconds) * 1000;
}

/** Whole milliseconds at or before the time, also before 1970. */
function floorDivide(value: bigint, by: bigint): number {
  const quotient = value / by;
  return Number(value % by < 0n ? quotient - 1n : quotient);
}
