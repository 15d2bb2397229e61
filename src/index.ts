// Every public name, by stage.

// core
export type { ColumnInfo, ColumnRole } from './core/column.js';
export type { Estimate } from './core/estimate.js';
export type { Finding } from './core/finding.js';
export { formatNumber, NOT_MEASURED, type NumberFormat } from './core/format.js';
export { type ErrorPlace, InputError, isInputError } from './core/input-error.js';
export { type Matrix, matrix, matrixOf } from './core/matrix.js';
export { type Random, seeded } from './core/random.js';
export { type Columns, type Expression, op, type Table, tableFromRows, tableOf } from './core/table.js';
export { currentTask, type Task } from './core/task.js';
export { toMatrix } from './core/to-matrix.js';

// stats
export { mean } from './stats/mean.js';
export { meanInterval } from './stats/mean-interval.js';
export { median } from './stats/median.js';
export { newcombeInterval } from './stats/newcombe-interval.js';
export { normalQuantile } from './stats/normal-quantile.js';
export { quantile } from './stats/quantile.js';
export { studentTQuantile, studentTUpperTail } from './stats/student-t.js';
export { sum } from './stats/sum.js';
export { variance } from './stats/variance.js';
export { wilsonInterval } from './stats/wilson-interval.js';

// engine

// display
export {
  CLIENTELE_MIME,
  type Content,
  DISPLAY_KEY,
  type Displayable,
  type MimeBundle,
  PLOTLY_MIME,
} from './display/bundle.js';
export { type Figure, figure } from './display/figure.js';
export { resultFile, resultPage } from './display/result-file.js';
export { type ShownTable, type ShownTableOptions, shownTable } from './display/shown-table.js';

// load

// features

// prepare

// embed

// cluster
export type { Segment, Segmentation, SegmentationOrigin } from './cluster/segmentation.js';

// profile

// measure

// plan

// report
