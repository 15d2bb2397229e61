import { InputError } from '../core/input-error.js';
import { call, column } from '../engine/plan/expression.js';
import { freeNames } from './scoring/free-names.js';
import type { Segmentation, SegmentationMethods } from './segmentation.js';
import { SEGMENTATION_VERSION, type SegmentationData } from './segmentation-data.js';
import { segmentationMethods } from './segmentation-methods.js';

/** The parts of a segmentation with the methods that follow from them; added to them, so that what is computed late stays late. */
export function segmentationOf<Parts extends Omit<Segmentation<never>, keyof SegmentationMethods>>(
  parts: Parts,
): Parts & SegmentationMethods {
  return Object.assign(
    parts,
    segmentationMethods(() => dataOf(parts)),
  );
}

function dataOf({
  kind,
  model,
  segments,
  origin,
}: Pick<Segmentation, 'kind' | 'model' | 'segments' | 'origin'>): SegmentationData {
  if (model === undefined) {
    throw new InputError(
      kind === 'rules'
        ? `Segments made by ${origin.method} with functions cannot be written down. Say the rules as conditions, for example { orders: { atLeast: 5 } }.`
        : `Segments made by ${origin.method} from distances alone cannot be written down. Make them of a matrix.`,
    );
  }
  const columns = model.columns.map((name, j) => ({ name, type: model.types?.[j] ?? ('number' as const) }));
  const free = freeNames(columns.map(({ name }) => name));
  const names = columns.map(({ name }) => free(`${name} (value)`));
  const values = columns.map(({ name, type }) =>
    type === 'text' ? column(name) : call('toNumber', column(name)),
  );
  return {
    kind: 'segmentation',
    version: SEGMENTATION_VERSION,
    of: kind,
    columns,
    stages: [{ names, values }],
    decision: model.decide(names.map(column)),
    model: model.toJSON(),
    segments,
    origin,
  };
}
