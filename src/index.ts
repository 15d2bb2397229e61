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
// features
export { type RfmOptions, type RfmOrder, type RfmRow, rfm } from './features/rfm.js';
export { type RfmCuts, type RfmScoreRow, type RfmScores, rfmScores } from './features/rfm-scores.js';
// load
export { type LedgerRow, ledgerTable } from './load/order-ledger.js';
export { type MappingRow, mappingTable } from './load/order-mapping.js';
export type {
  DroppedLines,
  DropReason,
  OrderColumns,
  OrderField,
  OrderIdentity,
  OrderLedger,
  OrderMappingEntry,
  OrderRow,
  Orders,
  ReadOrdersOptions,
} from './load/orders.js';
export { readOrders } from './load/read-orders.js';
export { type ReadTableOptions, readTable } from './load/read-table.js';
export type { ReadOptions } from './load/source.js';
export {
  type OrderColumnReason,
  type OrderColumnSuggestion,
  suggestOrderColumns,
} from './load/suggest-order-columns.js';

// prepare

// embed

// cluster
export type { Segment, Segmentation, SegmentationOrigin } from './cluster/segmentation.js';

// profile

// measure

// plan

// report
