/** As much of a Danfo DataFrame as is looked at. */
export interface DanfoFrame {
  readonly columns: readonly string[];
  readonly values: readonly (readonly unknown[])[];
  readonly shape: readonly [number, number];
}

/** Whether a value has the shape of a Danfo DataFrame. */
export function isDanfo(value: unknown): value is DanfoFrame {
  const { columns, values, shape } = (value ?? {}) as Partial<DanfoFrame>;
  return Array.isArray(columns) && Array.isArray(values) && Array.isArray(shape) && shape.length === 2;
}

/** Its columns; what Danfo holds as `NaN` or `undefined` is missing. */
export function danfoColumns({ columns, values }: DanfoFrame): [string, unknown[]][] {
  return columns.map((name, j) => [String(name), values.map((row) => plain(row[j]))]);
}

function plain(value: unknown): unknown {
  return value === undefined || (typeof value === 'number' && Number.isNaN(value)) ? null : value;
}
