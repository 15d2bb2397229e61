import { InputError } from '../core/input-error.js';
import type { Matrix } from '../core/matrix.js';
import type { Table } from '../core/table.js';
import { checkKnown } from '../core/unknown-name.js';
import { checkScorer } from './scoring/check-scorer.js';
import { OTHER } from './scoring/score-relation.js';
import { scoreTable } from './scoring/score-table.js';
import type { Segmentation } from './segmentation.js';
import { SEGMENTATION_VERSION, type SegmentationData } from './segmentation-data.js';
import { segmentationMethods } from './segmentation-methods.js';

/**
 * The segmentation that `toJSON` wrote: it places customers as it did before, but knows none: `ids` and `labels` are
 * empty. Everything in it is looked at first.
 *
 * @param json - Parsed JSON, not its text.
 * @throws {InputError} When it is no segmentation, of another version, or damaged, with the part that is wrong.
 *
 * @example
 * const saved = segmentationFromJSON(JSON.parse(JSON.stringify(segmentation)));
 * saved.assign(scaled)[0] === segmentation.labels[0]; // true
 */
export function segmentationFromJSON(json: unknown): Segmentation<Matrix | Table> {
  const data = (json ?? {}) as SegmentationData;
  if (data.kind !== 'segmentation') throw wrong(`kind is ${JSON.stringify(data.kind)}, not "segmentation"`);
  if (data.version !== SEGMENTATION_VERSION) {
    throw new InputError(
      `segmentationFromJSON: the segmentation is of version ${String(data.version)}, and this package reads version ${SEGMENTATION_VERSION}. Make it again, or use the package that saved it.`,
    );
  }
  checkScorer('segmentationFromJSON', data, wrong);
  if (data.of !== 'model' && data.of !== 'rules') throw wrong('it is neither of a model nor of rules');
  if (typeof data.origin?.method !== 'string') throw wrong('it does not say how it was made');
  return {
    kind: data.of,
    ids: [],
    labels: new Int32Array(0),
    segments: data.segments,
    origin: data.origin,
    assign: (input) => assign(data, input),
    ...segmentationMethods(() => data),
  };
}

function assign(data: SegmentationData, input: Matrix | Table): Int32Array {
  const { names, rows, valuesOf } = 'array' in input ? ofTable(input) : ofMatrix(input);
  const needed = data.columns.map(({ name }) => name);
  checkKnown('assign', 'column', needed, names);
  const { segments } = scoreTable('assign', data, rows, valuesOf);
  const positions = new Map(data.segments.map(({ key }, s) => [key, s]));
  return Int32Array.from(segments, (key, row) => {
    if (key !== OTHER) return positions.get(key)!;
    throw new InputError(
      `assign: row ${row + 1} has no segment: a column that the segments need is missing there. Fill or drop such rows first.`,
    );
  });
}

function ofTable(table: Table) {
  return {
    names: table.columnNames(),
    rows: table.numRows(),
    valuesOf: (name: string) => table.array(name) as ArrayLike<unknown>,
  };
}

function ofMatrix({ rows, columns, data, names }: Matrix) {
  const valuesOf = (name: string): ArrayLike<unknown> => {
    const j = names.indexOf(name);
    return Float64Array.from({ length: rows }, (_, i) => data[i * columns + j]);
  };
  return { names, rows, valuesOf };
}

function wrong(what: string): InputError {
  return new InputError(`segmentationFromJSON: ${what}. It takes what toJSON of a segmentation wrote.`);
}
