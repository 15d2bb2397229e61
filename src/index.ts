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
export { embeddedFile, embeddedFiles } from './load/embedded-file.js';
export type { PlantedGroup } from './load/simulator/groups.js';
export type {
  Retailer,
  RetailerAnswers,
  RetailerCampaignRow,
  RetailerCustomer,
  RetailerGroup,
  RetailerOrder,
  RetailerOrderLine,
} from './load/simulator/retailer.js';
export { type RetailerOptions, simulateRetailer } from './load/simulator/simulate-retailer.js';
export type { CampaignTruth, GroupTruth, RetailerTruth } from './load/simulator/truth.js';

// features

// prepare

// embed

// cluster
export type { Segment, Segmentation, SegmentationOrigin } from './cluster/segmentation.js';

// profile

// measure

// plan

// report
