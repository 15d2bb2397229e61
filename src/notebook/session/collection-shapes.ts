import type { TableContent } from '../../display/bundle.js';
import { rowsContent } from './rows-content.js';

/** Maps and sets as tables, and tensors: one number for each place of the last dimension, one row for the others. */
export function collectionShape(value: unknown): TableContent | undefined {
  if (value instanceof Map) return ofMap(value);
  if (value instanceof Set) return ofSet(value);
  return isTensor(value) ? ofTensor(value) : undefined;
}

function ofMap(map: ReadonlyMap<unknown, unknown>): TableContent {
  const first = firstOf(map.entries());
  return rowsContent({
    names: ['key', 'value'],
    count: map.size,
    cell: (i, j) => first[i][j],
    caption: `Map of ${counted(map.size, 'entry', 'entries')}`,
  });
}

function ofSet(set: ReadonlySet<unknown>): TableContent {
  const first = firstOf(set.values());
  return rowsContent({
    names: ['value'],
    count: set.size,
    cell: (i) => first[i],
    caption: `Set of ${counted(set.size, 'value', 'values')}`,
  });
}

interface Tensor {
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly isDisposed: boolean;
  dataSync(): ArrayLike<unknown>;
}

function isTensor(value: unknown): value is Tensor {
  if (typeof value !== 'object' || value === null) return false;
  const { shape, dtype, isDisposed, dataSync } = value as Partial<Tensor>;
  return (
    Array.isArray(shape) &&
    typeof dtype === 'string' &&
    typeof isDisposed === 'boolean' &&
    typeof dataSync === 'function'
  );
}

function ofTensor(tensor: Tensor): TableContent {
  const { shape, dtype } = tensor;
  const size =
    shape.length === 0 ? 'one number' : shape.map((length) => length.toLocaleString('en-US')).join(' × ');
  if (tensor.isDisposed) {
    const caption = `Tensor of ${dtype}, ${size}, disposed: its numbers are gone`;
    return rowsContent({ names: ['value'], count: 0, cell: () => null, caption });
  }
  const numbers = tensor.dataSync();
  const isFlat = shape.length < 2;
  const width = isFlat ? 1 : shape[shape.length - 1];
  const places = shape.slice(0, isFlat ? shape.length : -1);
  const names = isFlat ? ['value'] : Array.from({ length: width }, (_, j) => `[${j}]`);
  return rowsContent({
    names: ['place', ...names],
    count: width === 0 ? 0 : numbers.length / width,
    cell: (i, j) => (j === 0 ? placeOf(i, places) : numbers[i * width + j - 1]),
    caption: `Tensor of ${dtype}, ${size}`,
  });
}

/** Where a row stands in the dimensions, for example `[3][1]`. */
function placeOf(row: number, lengths: readonly number[]): string {
  let rest = row;
  const indices = lengths.toReversed().map((length) => {
    const index = rest % length;
    rest = Math.floor(rest / length);
    return `[${index}]`;
  });
  return indices.reverse().join('');
}

function firstOf<Value>(values: Iterator<Value>): Value[] {
  const first: Value[] = [];
  for (let next = values.next(); first.length < 20 && !next.done; next = values.next())
    first.push(next.value);
  return first;
}

function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}
