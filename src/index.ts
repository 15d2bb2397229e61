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
export { adjustedRand } from './stats/adjusted-rand.js';
export { type Contingency, contingency } from './stats/contingency.js';
export { gini } from './stats/gini.js';
export { mean } from './stats/mean.js';
export { meanInterval } from './stats/mean-interval.js';
export { median } from './stats/median.js';
export { newcombeInterval } from './stats/newcombe-interval.js';
export { normalQuantile } from './stats/normal-quantile.js';
export { quantile } from './stats/quantile.js';
export { skewness } from './stats/skewness.js';
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

// cluster
export { chooseK, type KSweep, type KSweepOptions, type KSweepRow } from './cluster/choose-k.js';
export { type CrossTabulation, crossTabulate } from './cluster/cross-tabulate.js';
export type { KMeansCertificate } from './cluster/k-means-certificate.js';
export { type KMeansOptions, type KMeansSegmentation, kmeans } from './cluster/kmeans.js';
export { renameSegments } from './cluster/rename-segments.js';
export {
  type RuleOptions,
  type RuleOutcome,
  type RuleSegmentation,
  ruleSegments,
  type SegmentRule,
} from './cluster/rules.js';
export type { Segment, Segmentation, SegmentationOrigin } from './cluster/segmentation.js';
export {
  type SegmentSilhouette,
  type Silhouette,
  type SilhouetteOptions,
  silhouette,
} from './cluster/silhouette.js';
// prepare
export type { Step, StepJSON, StepPlan } from './core/step.js';
// embed
export { type Autoencoder, autoencoder } from './embed/autoencoder.js';
export type { AutoencoderOptions } from './embed/autoencoder-options.js';
export type { AutoencoderComparison } from './embed/compare-reconstructions.js';
export type { DenseLayer } from './embed/dense-network.js';
export { type Pca, type PcaOptions, pca } from './embed/pca.js';
export { reconstructionError } from './embed/reconstruction-error.js';
export type { AutoencoderEpoch } from './embed/train-network.js';
export { logStep } from './prepare/log-step.js';
export { fitPreparation, type Preparation, type PreparationJSON } from './prepare/preparation.js';
export { preparationFromJSON } from './prepare/preparation-from-json.js';
export { zStep } from './prepare/z-step.js';

// profile

// measure

// plan

// report
