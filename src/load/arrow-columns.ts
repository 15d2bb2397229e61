/** As much of an Arrow table, of apache-arrow or flechette, as is looked at. */
export interface ArrowTable {
  readonly schema: {
    readonly fields: readonly { readonly name: string; readonly type: { readonly typeId: number } }[];
  };
  readonly numRows: number;
  getChildAt(index: number): Iterable<unknown>;
}

/** Arrow's own numbers for days and for times. */
const [DATE, TIMESTAMP] = [8, 10];

/** Whether a value has the shape of an Arrow table. */
export function isArrow(value: unknown): value is ArrowTable {
  const { schema, numRows, getChildAt } = (value ?? {}) as Partial<ArrowTable>;
  return Array.isArray(schema?.fields) && typeof numRows === 'number' && typeof getChildAt === 'function';
}

/** Its columns: times become dates, whole numbers beyond 2^53 become texts. */
export function arrowColumns(table: ArrowTable): [string, unknown[]][] {
  return table.schema.fields.map(({ name, type }, j) => {
    const time = type.typeId === DATE || type.typeId === TIMESTAMP;
    return [name, Array.from(table.getChildAt(j), (value) => plain(value, time))];
  });
}

function plain(value: unknown, time: boolean): unknown {
  if (value === null || value === undefined) return null;
  if (time && !(value instanceof Date)) return new Date(Number(value));
  if (typeof value !== 'bigint') return value;
  const safe = value <= BigInt(Number.MAX_SAFE_INTEGER) && value >= BigInt(Number.MIN_SAFE_INTEGER);
  return safe ? Number(value) : String(value);
}
