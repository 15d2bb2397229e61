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
export { type Pca, type PcaOptions, pca } from './embed/pca.js';
export { reconstructionError } from './embed/reconstruction-error.js';
export { logStep } from './prepare/log-step.js';
export { fitPreparation, type Preparation, type PreparationJSON } from './prepare/preparation.js';
export { preparationFromJSON } from './prepare/preparation-from-json.js';
export { zStep } from './prepare/z-step.js';

// profile

export {
  assumption,
  type EvidenceSource,
  isProven,
  type Quote,
  quote,
  type Sentence,
  sentence,
} from './core/evidence.js';
export type { CategoryCell, CategoryProfile } from './profile/category-profile.js';
export type { Distribution, NumberProfile, SegmentDistribution } from './profile/distribution.js';
export type { MarkerWords } from './profile/marker-words.js';
export type { Marker } from './profile/markers.js';
export { nameSegments } from './profile/name-segments.js';
export { type PersonaCards, type PersonaCardsOptions, personaCards } from './profile/persona-cards.js';
export { type Profile, type ProfiledSegment, type ProfileOptions, profile } from './profile/profile.js';
export { profileEvidence } from './profile/profile-evidence.js';
export { type ProfileTableOptions, profileTable } from './profile/profile-table.js';

// measure

export { type CsvCell, toCSV } from './display/to-csv.js';
export type { ArmResult } from './measure/campaign-results.js';
export { conversionTable } from './measure/conversion-table.js';
export {
  type Scoreboard,
  type ScoreboardOptions,
  type ScoreboardRow,
  scoreboard,
} from './measure/scoreboard.js';
export { scoreboardTable } from './measure/scoreboard-table.js';
export { scoreboardToCSV } from './measure/scoreboard-to-csv.js';

// plan

export { BASES, type BasisKey } from './plan/bases.js';
export { type Plan, type PlanInput, plan } from './plan/plan.js';

// report

export { conversionChart } from './report/conversion-chart.js';
export { type EmbeddingScatterOptions, embeddingScatter } from './report/embedding-scatter.js';
export { profileHeatMap } from './report/profile-heat-map.js';
export { type ReconstructionErrors, reconstructionTable } from './report/reconstruction-table.js';
export { revenueShareBars } from './report/revenue-share-bars.js';
export { segmentsOnAPage } from './report/segments-on-a-page.js';
export { type DrawableSweep, sweepChart } from './report/sweep-chart.js';
export { type TrainingEpoch, trainingCurve } from './report/training-curve.js';
