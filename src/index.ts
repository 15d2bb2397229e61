// Every public name, by stage.

// core
export type { ColumnInfo, ColumnRole } from './core/column.js';
export type { Estimate } from './core/estimate.js';
export {
  assumption,
  type EvidenceSource,
  fromFeedback,
  isProven,
  type Quote,
  quote,
  type Sentence,
  type SentenceBasis,
  sentence,
} from './core/evidence.js';
export { tableEvidence } from './core/table-evidence.js';
export type { Finding } from './core/finding.js';
export { formatNumber, NOT_MEASURED, type NumberFormat } from './core/format.js';
export { type ErrorPlace, InputError, isInputError } from './core/input-error.js';
export { type Matrix, matrix, matrixOf } from './core/matrix.js';
export type { Purpose } from './core/purpose.js';
export { type Random, seeded } from './core/random.js';
export type { LongStepPlan, Step, StepJSON, StepPlan, StepStage } from './core/step.js';
export { type Columns, type Expression, op, type Table, tableFromRows, tableOf } from './core/table.js';
export { currentTask, type Task } from './core/task.js';
export { toMatrix } from './core/to-matrix.js';

// stats
export { bootstrapRatioOfDifferences } from './stats/contrast/bootstrap-ratio-of-differences.js';
export {
  type EstimatedPair,
  type FiellerInterval,
  fiellerInterval,
} from './stats/contrast/fieller-interval.js';
export { type MeanContrast, meanContrast } from './stats/contrast/mean-contrast.js';
export {
  type PairedValues,
  type RatioOfDifferences,
  ratioOfDifferences,
} from './stats/contrast/ratio-of-differences.js';
export { adjustedRand } from './stats/adjusted-rand.js';
export { dip } from './stats/dip.js';
export { type DipTest, type DipTestOptions, dipTest } from './stats/dip-test.js';
export { optimalMatching } from './stats/optimal-matching.js';
export { type PartitionAgreement, partitionAgreement } from './stats/partition-agreement.js';
export { type ClassicalScaling, classicalScaling } from './stats/classical-scaling.js';
export { type Contingency, contingency } from './stats/contingency.js';
export { gini } from './stats/gini.js';
export { areaUnderCurve } from './stats/area-under-curve.js';
export { pearson, spearman } from './stats/correlation.js';
export { chiSquaredUpperTail } from './stats/chi-squared.js';
export { cramersV } from './stats/cramers-v.js';
export { cramersVInterval, type CramersVInterval } from './stats/cramers-v-interval.js';
export { fUpperTail } from './stats/f-upper-tail.js';
export { type Heterogeneity, heterogeneity } from './stats/heterogeneity.js';
export { holm } from './stats/holm.js';
export { benjaminiHochberg } from './stats/benjamini-hochberg.js';
export { type ChiSquaredTest, chiSquaredTest } from './stats/hypothesis/chi-squared-test.js';
export { type CohensD, cohensD } from './stats/hypothesis/cohens-d.js';
export { type FisherExact, fisherExact } from './stats/hypothesis/fisher-exact.js';
export { type KolmogorovSmirnov, kolmogorovSmirnov } from './stats/hypothesis/kolmogorov-smirnov.js';
export { type KruskalWallis, kruskalWallis } from './stats/hypothesis/kruskal-wallis.js';
export { leveneTest } from './stats/hypothesis/levene-test.js';
export { type MannWhitney, mannWhitney } from './stats/hypothesis/mann-whitney.js';
export { explainedVarianceInterval } from './stats/hypothesis/explained-variance-interval.js';
export { oddsRatio } from './stats/hypothesis/odds-ratio.js';
export { type OneWayAnova, oneWayAnova } from './stats/hypothesis/one-way-anova.js';
export { type WelchAnova, welchAnova } from './stats/hypothesis/welch-anova.js';
export { midRanks } from './stats/mid-ranks.js';
export { type LorenzPoint, lorenzCurve } from './stats/lorenz-curve.js';
export { optimalBreaks } from './stats/optimal-breaks.js';
export { meanInterval } from './stats/mean-interval.js';
export { mean } from './stats/mean.js';
export { median } from './stats/median.js';
export { newcombeInterval } from './stats/newcombe-interval.js';
export { normalQuantile } from './stats/normal-quantile.js';
export { quantile } from './stats/quantile.js';
export {
  type DetectableOptions,
  smallestDetectableDifference,
} from './stats/smallest-detectable-difference.js';
export { skewness } from './stats/skewness.js';
export { studentTQuantile, studentTUpperTail } from './stats/student-t.js';
export { sum } from './stats/sum.js';
export { variance } from './stats/variance.js';
export { type WelchDifference, welchInterval } from './stats/welch-interval.js';
export { wilsonInterval } from './stats/wilson-interval.js';
// stats: rates
export { type ClusteredShare, clusteredShare } from './stats/rates/clustered-share.js';
export { differenceOfEstimates } from './stats/rates/difference-of-estimates.js';
export { type NetPromoterEstimate, netPromoterInterval } from './stats/rates/net-promoter-interval.js';
export { rateRatio } from './stats/rates/rate-ratio.js';

// stats: experiments, proportions, sequential
export { benjaminiYekutieli } from './stats/benjamini-yekutieli.js';
export { hochberg } from './stats/hochberg.js';
export { hommel } from './stats/hommel.js';
export { betaLowerTail, betaQuantile } from './stats/beta-distribution.js';
export { normalUpperTail } from './stats/normal-upper-tail.js';
export { type ArmMoments, armMoments } from './stats/experiments/arm-moments.js';
export { type ChanceToWin, chanceToWin } from './stats/experiments/chance-to-win.js';
export type { Sides } from './stats/experiments/check-plan.js';
export { type CupedOutcome, cuped } from './stats/experiments/cuped.js';
export { detectableEffect, detectableShare } from './stats/experiments/detectable-difference.js';
export { absoluteEffect, type EffectEstimate, relativeEffect } from './stats/experiments/effect-of-arms.js';
export { noncentralTUpperTail } from './stats/experiments/noncentral-t.js';
export { postStratifiedEffect, type StratumArms } from './stats/experiments/post-stratified-effect.js';
export { type ProportionPlan, proportionPower } from './stats/experiments/proportion-power.js';
export { proportionSampleSize } from './stats/experiments/proportion-sample-size.js';
export { type SampleRatioTest, sampleRatioTest } from './stats/experiments/sample-ratio-test.js';
export { type ShrunkenEffects, shrunkenEffects } from './stats/experiments/shrunken-effects.js';
export { type TTestPlan, tTestPower } from './stats/experiments/t-test-power.js';
export { tTestSampleSize } from './stats/experiments/t-test-sample-size.js';
export { agrestiCaffoInterval } from './stats/proportions/agresti-caffo-interval.js';
export { clopperPearsonInterval } from './stats/proportions/clopper-pearson-interval.js';
export { cohensH } from './stats/proportions/cohens-h.js';
export { jeffreysInterval } from './stats/proportions/jeffreys-interval.js';
export { katzRatioInterval } from './stats/proportions/katz-ratio-interval.js';
export { koopmanRatioInterval } from './stats/proportions/koopman-ratio-interval.js';
export { scoreDifferenceInterval } from './stats/proportions/score-difference-interval.js';
export { type TwoProportionTest, twoProportionTest } from './stats/proportions/two-proportion-test.js';
export { waldDifferenceInterval } from './stats/proportions/wald-difference-interval.js';
export { type AnytimeEstimate, confidenceSequence } from './stats/sequential/confidence-sequence.js';
export { type Crossings, crossingProbabilities } from './stats/sequential/crossing-probabilities.js';
export {
  type GroupSequential,
  type GroupSequentialOptions,
  groupSequential,
  type SequentialLook,
} from './stats/sequential/group-sequential.js';
export { peekingFalseAlarms } from './stats/sequential/peeking-false-alarms.js';
export { type Spending, spentAlpha } from './stats/sequential/spending-function.js';
// stats: parts of a change, ratios
export { productChange } from './stats/product-change.js';
export { ratioInterval } from './stats/ratio-interval.js';

// stats: survival
export { kaplanMeier, type SurvivalCurve, type SurvivalScale } from './stats/survival/kaplan-meier.js';
export { type LogRankGroup, type LogRankTest, logRankTest } from './stats/survival/log-rank-test.js';
export { survivalAt } from './stats/survival/survival-at.js';
export { type SurvivalQuantile, survivalQuantile } from './stats/survival/survival-quantile.js';

// engine
export type { EngineTable } from './engine/engine-table.js';
export type { WhereOptions } from './engine/plan-runner.js';
export type { ValueType } from './engine/plan/value-type.js';
export {
  aggregate,
  call,
  column,
  type PlanExpression,
  quantileOf,
} from './engine/plan/expression.js';

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
export { type ShownTable, shownTable, type ShownTableOptions } from './display/shown-table.js';
export { type CsvCell, toCSV } from './display/to-csv.js';

// load
export { embeddedFile, embeddedFiles } from './load/embedded-file.js';
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
export { checkQuality, type QualityOptions } from './load/quality/check-quality.js';
export { columnPair, type PairRelation } from './load/quality/column-pair.js';
export { dateOrder } from './load/quality/date-order.js';
export { duplicateRows } from './load/quality/duplicate-rows.js';
export { foreignKey } from './load/quality/foreign-key.js';
export { fresh } from './load/quality/fresh.js';
export { holds } from './load/quality/holds.js';
export { inRange, type ValueRange } from './load/quality/in-range.js';
export { inSet } from './load/quality/in-set.js';
export { jaroWinkler } from './load/quality/jaro-winkler.js';
export { matches } from './load/quality/matches.js';
export { missingAtMost } from './load/quality/missing-at-most.js';
export {
  type NearDuplicate,
  type NearDuplicateOptions,
  nearDuplicates,
  type PersonColumns,
} from './load/quality/near-duplicates.js';
export { noDuplicateCustomers } from './load/quality/no-duplicate-customers.js';
export { noNearDuplicates } from './load/quality/no-near-duplicates.js';
export { noOutliers, type OutlierOptions } from './load/quality/no-outliers.js';
export { noStrayBlanks } from './load/quality/no-stray-blanks.js';
export { notConstant } from './load/quality/not-constant.js';
export { notInFuture } from './load/quality/not-in-future.js';
export { notNegative } from './load/quality/not-negative.js';
export { notNull } from './load/quality/not-null.js';
export { type CheckedType, ofType } from './load/quality/of-type.js';
export { oneCurrency } from './load/quality/one-currency.js';
export { oneSpelling } from './load/quality/one-spelling.js';
export type {
  CheckOptions,
  CheckScope,
  CheckSeverity,
  CheckTest,
  FailingRow,
  Judgement,
  OtherColumn,
  QualityCheck,
  RowTest,
  SummaryTest,
} from './load/quality/quality-check.js';
export type { CheckResult, FailingRowEntry, QualityReport } from './load/quality/quality-report.js';
export { requireQuality } from './load/quality/require-quality.js';
export { rowCount } from './load/quality/row-count.js';
export { textLength } from './load/quality/text-length.js';
export { unique } from './load/quality/unique.js';
export {
  type ColumnUse,
  type DataUse,
  type DataUseLedger,
  dataUse,
} from './load/quality/data-use.js';
export { type KeptRows, keepRows } from './load/quality/keep-rows.js';
export {
  type MissingColumn,
  type MissingGroup,
  type Missingness,
  type MissingnessOptions,
  missingness,
} from './load/quality/missingness.js';
export {
  type DroppedRows,
  type RowLedger,
  type RowLedgerRow,
  rowLedger,
  rowLedgerTable,
} from './load/quality/row-ledger.js';
export {
  type TimelineBreak,
  type TimelineBreaks,
  type TimelineOptions,
  timelineBreaks,
} from './load/quality/timeline-breaks.js';
export { readOrders } from './load/read-orders.js';
export { accountsSchema } from './load/schemas/accounts-schema.js';
export { applyMapping } from './load/schemas/apply-mapping.js';
export { campaignOutcomesSchema } from './load/schemas/campaign-outcomes-schema.js';
export { campaignSendsSchema } from './load/schemas/campaign-sends-schema.js';
export { type CheckSchemaOptions, checkSchema } from './load/schemas/check-schema.js';
export { customersSchema } from './load/schemas/customers-schema.js';
export { eventsSchema } from './load/schemas/events-schema.js';
export { extendSchema } from './load/schemas/extend-schema.js';
export { feedbackSchema } from './load/schemas/feedback-schema.js';
export { orderLinesSchema } from './load/schemas/order-lines-schema.js';
export { ordersSchema } from './load/schemas/orders-schema.js';
export { type ReadWithSchemaOptions, readWithSchema } from './load/schemas/read-with-schema.js';
export {
  type RowOf,
  type Schema,
  type SchemaColumn,
  type SchemaColumns,
  type SchemaType,
  schema,
} from './load/schemas/schema.js';
export { serviceContactsSchema } from './load/schemas/service-contacts-schema.js';
export { socialPostsSchema } from './load/schemas/social-posts-schema.js';
export { suggestChecks } from './load/schemas/suggest-checks.js';
export {
  type ColumnMapping,
  type MappingReason,
  type MappingSuggestion,
  suggestMapping,
} from './load/schemas/suggest-mapping.js';
export { surveyAnswersSchema } from './load/schemas/survey-answers-schema.js';
export { webSessionsSchema } from './load/schemas/web-sessions-schema.js';
export { type BasketItem, readBaskets } from './load/read-baskets.js';
export { readTable, type ReadTableOptions } from './load/read-table.js';
export { CATALOG, type CatalogEntry } from './load/catalog/catalog.js';
export { type DownloadedFile, downloadFile, type DownloadOptions } from './load/catalog/download-file.js';
export type { BadRow } from './load/bad-rows.js';
export { findBadRows } from './load/find-bad-rows.js';
export { collectTable } from './load/collect-table.js';
export { type EmailOptions, hashEmail, normaliseEmail } from './load/email.js';
export {
  type JoinedSources,
  type JoinProblem,
  joinSources,
  type JoinSourcesOptions,
} from './load/join-sources.js';
export { toArrow } from './load/to-arrow.js';
export { type DanfoModule, toDanfo } from './load/to-danfo.js';
export { toTable } from './load/to-table.js';
export { openTable, type OpenTableOptions } from './load/open-table.js';
export {
  type DirtyOrder,
  type DirtyRetailer,
  type PlantedError,
  type PlantedErrorKind,
  plantErrors,
} from './load/simulator/plant-errors.js';
export {
  type RetailerConsent,
  type RetailerContact,
  type RetailerEvent,
  type RetailerFeedback,
  type RetailerMailEvent,
  simulateTouchpoints,
  type TouchpointChances,
  type Touchpoints,
} from './load/simulator/touchpoints.js';
export {
  type AccountGroup,
  type BusinessAccounts,
  type Industry,
  type PlantedAccountGroup,
  type RetailerAccount,
  type RetailerAccountUser,
  type SizeBand,
  simulateAccounts,
} from './load/simulator/accounts.js';
export { type Drift, type DriftGroup, type RetailerPeriod, simulateDrift } from './load/simulator/drift.js';
export {
  type Background,
  type ProtectedAttributes,
  type RetailerMailing,
  type RetailerProtected,
  simulateProtectedAttributes,
} from './load/simulator/protected-attributes.js';
export { type Referrals, type RetailerReferral, simulateReferrals } from './load/simulator/referrals.js';
export { type RetailerStock, type Stock, simulateStock } from './load/simulator/stock.js';
export type { PlantedGroup } from './load/simulator/groups.js';
export type { OutcomeKey } from './load/simulator/campaign-outcomes.js';
export type { CampaignName, OutcomeMeans, OutcomesTruth } from './load/simulator/outcomes-truth.js';
export type {
  Retailer,
  RetailerAnswers,
  RetailerCampaignRow,
  RetailerCustomer,
  RetailerGroup,
  RetailerOrder,
  RetailerOrderLine,
  RetailerOutcomeRow,
} from './load/simulator/retailer.js';
export {
  type RetailerFilesOptions,
  simulateRetailerToFiles,
} from './load/simulator/simulate-retailer-to-files.js';
export { type RetailerOptions, simulateRetailer } from './load/simulator/simulate-retailer.js';
export type { CampaignTruth, GroupTruth, RetailerTruth } from './load/simulator/truth.js';
export type { ReadOptions } from './load/source.js';
export {
  type OrderColumnReason,
  type OrderColumnSuggestion,
  suggestOrderColumns,
} from './load/suggest-order-columns.js';

// features
export type { ActivityColumns } from './features/activity.js';
export { explainFeatures, type ExplainedFeatures, type ExplainOptions } from './features/explain-features.js';
export { type FeaturePurpose, featureTable, type FeatureTableOptions } from './features/feature-table.js';
export {
  type Feature,
  feature,
  type FeatureFamily,
  formula,
  rowFeature,
  summary,
} from './features/feature.js';
export { attribute } from './features/attribute.js';
export { ageYears, type AgeOptions } from './features/people/age-years.js';
export { band, type BandOptions } from './features/people/band.js';
export { householdSize } from './features/people/household-size.js';
export { LIFE_STAGES, lifeStage, type LifeStageRule } from './features/people/life-stage.js';
export { ordered } from './features/people/ordered.js';
export { type QuantileBands, quantileBands } from './features/people/quantile-bands.js';
export { densityClass } from './features/places/density-class.js';
export { distanceTo, nearestDistance, type Place } from './features/places/distance.js';
export { postalPrefix } from './features/places/postal-prefix.js';
export { type RolledUp, rollUpSmall } from './features/places/roll-up-small.js';
export { type CustomersWithPlaces, withPlaces } from './features/places/with-places.js';
export type { AnswerScale } from './features/survey/answers.js';
export { type Battery, battery, type BatteryItem, type BatteryOptions } from './features/survey/battery.js';
export { ipsatise } from './features/survey/ipsatise.js';
export { responseStyle, type ResponseStyleRow } from './features/survey/response-style.js';
export { scaleScore, type ScaleScoreOptions } from './features/survey/scale-score.js';
export { type YesNoOptions, type YesNoSet, yesNoSet } from './features/survey/yes-no-set.js';
export {
  type Accounts,
  type AccountColumns,
  accountsFromUsers,
} from './features/firms/accounts-from-users.js';
export { firmSize } from './features/firms/firm-size.js';
export { industry } from './features/firms/industry.js';
export { rollUp } from './features/roll-up.js';
export { commonTerms, type CommonTermsOptions, type TermRow } from './features/feedback/common-terms.js';
export {
  type FeedbackFeatures,
  feedbackFeatures,
  type FeedbackFeaturesOptions,
} from './features/feedback/feedback-features.js';
export {
  type FeedbackTopics,
  feedbackTopics,
  type FeedbackTopicsOptions,
  type TopicWords,
} from './features/feedback/feedback-topics.js';
export { type SentimentScorer, type Sentiments, sentimentOf } from './features/feedback/sentiment-of.js';
export { averageOrderValue, monetary } from './features/monetary.js';
export { orderCount } from './features/order-count.js';
export { gapVariation, meanGap, medianGap } from './features/order-gaps.js';
export { basketSize, breadth, returnShare } from './features/basket.js';
export { countOf, engagement, rateOf, type RowsWith } from './features/engagement.js';
export { lifecycle, type LifecycleState } from './features/lifecycle.js';
export { lifetimeRfm } from './features/lifetime-rfm.js';
export { favourite, loyalty, switching } from './features/loyalty.js';
export { dealShare, discountShare, paidPriceIndex } from './features/price-sensitivity.js';
export { seasonShare } from './features/season.js';
export { trend } from './features/trend.js';
export { recency } from './features/recency.js';
export { share, shares } from './features/share.js';
export { activeSpan, tenure } from './features/tenure.js';
export { type ChurnWindow, churnWindow } from './features/churn-window.js';
export { type CohortRow, cohortTable } from './features/cohort-table.js';
export { type LifetimeRow, lifetimeTable, type LifetimeTableOptions } from './features/lifetime-table.js';
export { purchaseDays } from './features/purchase-days.js';
export {
  type ValueTierRow,
  type ValueTiers,
  valueTiers,
  type ValueTierSummary,
} from './features/value-tiers.js';
export {
  type RfmCuts,
  type RfmScoreOptions,
  type RfmScoreRow,
  type RfmScores,
  rfmScores,
} from './features/rfm-scores.js';
export { rfm, type RfmOptions, type RfmRow } from './features/rfm.js';

// prepare
export {
  categoryColumn,
  type ColumnEncoding,
  dateColumn,
  numberColumn,
  type NumberStandIn,
  orderedColumn,
  yesNoColumn,
} from './prepare/column-encodings.js';
export { type Encoding, encodingFromJSON, type EncodingJSON, fitEncoding } from './prepare/encoding.js';
export type { FittedColumn } from './prepare/fit-column.js';
export { gower, type GowerColumn, type GowerDistances } from './prepare/gower.js';
export { checkLeakage, findLeakage, type LeakageOptions } from './prepare/leakage.js';
export { findRedundancy } from './prepare/redundancy.js';
export { boxCoxStep } from './prepare/box-cox-step.js';
export { clipStep } from './prepare/clip-step.js';
export { minMaxStep } from './prepare/min-max-step.js';
export { quantileStep } from './prepare/quantile-step.js';
export { robustStep } from './prepare/robust-step.js';
export { weightStep } from './prepare/weight-step.js';
export { yeoJohnsonStep } from './prepare/yeo-johnson-step.js';
export { type ColumnStatistics, columnStatistics } from './prepare/column-statistics.js';
export { logStep } from './prepare/log-step.js';
export { preparationFromJSON } from './prepare/preparation-from-json.js';
export { fitPreparation, type Preparation, type PreparationJSON } from './prepare/preparation.js';
export { zStep } from './prepare/z-step.js';

// embed
export { type Famd, famd, type FamdOptions } from './embed/famd.js';
export type { AutoencoderOptions } from './embed/autoencoder-options.js';
export { type Autoencoder, autoencoder } from './embed/autoencoder.js';
export type { ColumnLoss, Losses } from './embed/column-losses.js';
export type { AutoencoderComparison } from './embed/compare-reconstructions.js';
export { layersModelFiles } from './embed/layers-model-files.js';
export { autoencoderStep } from './embed/autoencoder-step.js';
export { pcaStep } from './embed/pca-step.js';
export { type Pca, pca, type PcaOptions } from './embed/pca.js';
export { reconstructionError } from './embed/reconstruction-error.js';
export { type LayersModel, toLayersModel } from './embed/to-layers-model.js';
export type { AutoencoderEpoch } from './embed/train-network.js';
export type { Activation, DenseLayer } from './simd/dense-layer.js';
export type { Precision } from './simd/loops-module.js';

// cluster
export { type LloydStep, lloydStep } from './cluster/k-means/lloyd-step.js';
export { calinskiHarabasz } from './cluster/separation/calinski-harabasz.js';
export { chooseK, type KSweep, type KSweepOptions, type KSweepRow } from './cluster/how-many/choose-k.js';
export {
  compareSegmentations,
  type MatchedSegments,
  type SegmentationComparison,
} from './cluster/compare-segmentations.js';
export { keepNames, type KeptNames } from './cluster/keep-names.js';
export { crossTabulate, type CrossTabulation } from './cluster/cross-tabulate.js';
export { daviesBouldin } from './cluster/separation/davies-bouldin.js';
export type { KMeansCertificate } from './cluster/k-means/k-means-certificate.js';
export { kmeans, type KMeansOptions, type KMeansSegmentation } from './cluster/k-means/kmeans.js';
export {
  type LatentClassOptions,
  type LatentClassSegmentation,
  latentClasses,
} from './cluster/latent-classes/latent-classes.js';
export {
  bootstrapStability,
  type SegmentStability,
  type Spread,
  type Stability,
  type StabilityOptions,
} from './cluster/doubt/bootstrap-stability.js';
export { type Gap, type GapOptions, type GapRow, gapStatistic } from './cluster/how-many/gap-statistic.js';
export { type HowMany, howMany, type HowManyOptions, type HowManyRow } from './cluster/how-many/how-many.js';
export { kMeansBic } from './cluster/how-many/k-means-bic.js';
export {
  type NullReference,
  nullReference,
  type NullReferenceOptions,
} from './cluster/doubt/null-reference.js';
export {
  type ColumnSensitivity,
  leaveOneColumnOut,
  type LeaveOneColumnOutOptions,
} from './cluster/doubt/leave-one-column-out.js';
export {
  predictionStrength,
  type PredictionStrengthOptions,
} from './cluster/how-many/prediction-strength.js';
export { similarities } from './cluster/separation/similarities.js';
export {
  type AcrossSegment,
  type AcrossStep,
  type StabilityAcross,
  stabilityAcross,
} from './cluster/doubt/stability-across.js';
export type { Vote } from './cluster/how-many/weigh-votes.js';
export { renameSegments } from './cluster/rename-segments.js';
export type {
  AnyCondition,
  ColumnTest,
  Condition,
  NumberTest,
  ValueTest,
} from './cluster/rules/condition.js';
export { conditionExpression } from './cluster/rules/condition-expression.js';
export { conditionText } from './cluster/rules/condition-text.js';
export { rfmMap, type RfmMapOptions, type RfmMapRow, type ScoreRange } from './cluster/rules/rfm-map.js';
export {
  type ContestedCell,
  type CoveredCells,
  type RuleCell,
  type RuleCoverage,
  ruleCoverage,
} from './cluster/rules/rule-coverage.js';
export {
  findRuleFaults,
  type RuleFaults,
  type RulePair,
  type UnreachedRule,
} from './cluster/rules/rule-faults.js';
export type { RuleMode } from './cluster/rules/rule-model.js';
export {
  type ConditionRule,
  type RuleOptions,
  type RuleOutcome,
  type RuleSegmentation,
  ruleSegments,
  type SegmentRule,
} from './cluster/rules/rules.js';
export { tenRuleRfmTable } from './cluster/rules/ten-rule-rfm-table.js';
export type { SegmentDecision, SegmentModel, SegmentModelJSON } from './cluster/segment-model.js';
export type { Explanation } from './cluster/scoring/explain-customer.js';
export type { PlacedCustomer } from './cluster/scoring/score-script.js';
export type { NamedType, Scorer, Stage } from './cluster/scoring/scorer.js';
export type { ScoreSqlOptions } from './cluster/scoring/score-sql.js';
export type {
  Segment,
  Segmentation,
  SegmentationMethods,
  SegmentationOrigin,
  SegmentSqlOptions,
} from './cluster/segmentation.js';
export type { SegmentationData } from './cluster/segmentation-data.js';
export { type KModesOptions, kModes } from './cluster/prototypes/k-modes.js';
export {
  type KPrototypesOptions,
  type KPrototypesSegmentation,
  kPrototypes,
} from './cluster/prototypes/k-prototypes.js';
export type { Prototype } from './cluster/prototypes/prototype-model.js';
export {
  type KMedoidsOptions,
  type KMedoidsSegmentation,
  kMedoids,
} from './cluster/medoids/k-medoids.js';
export type { PairDistances } from './cluster/medoids/pair-distances.js';
export type { Covariance } from './cluster/mixture/gaussian-components.js';
export {
  type GaussianMixtureOptions,
  type GaussianMixtureSegmentation,
  gaussianMixture,
} from './cluster/mixture/gaussian-mixture.js';
export type { GaussianComponent } from './cluster/mixture/gaussian-model.js';
export type { HierarchySegmentation } from './cluster/hierarchy/cut-hierarchy.js';
export {
  type Hierarchy,
  type HierarchyOptions,
  hierarchy,
  type Linkage,
  type TreeCut,
} from './cluster/hierarchy/hierarchy.js';
export type { Merge } from './cluster/hierarchy/merge.js';
export type { LeafRule, WayBack } from './cluster/trees/leaf-rules.js';
export { type RuleTree, type RuleTreeOptions, ruleTree } from './cluster/trees/rule-tree.js';
export type { ThresholdLeaf, ThresholdNode, ThresholdSplit } from './cluster/trees/threshold-node.js';
export {
  type ThresholdTree,
  type ThresholdTreeOptions,
  thresholdTree,
} from './cluster/trees/threshold-tree.js';
export {
  type QuestionnaireOptions,
  type QuestionnaireRow,
  type TypedPerson,
  type TypingQuestionnaire,
  typingQuestionnaire,
} from './cluster/questionnaire/typing-questionnaire.js';
export {
  type GridEffect,
  type GridMethod,
  type GridVariant,
  type RobustnessGrid,
  type RobustnessOptions,
  robustnessGrid,
} from './cluster/doubt/robustness-grid.js';
export {
  type SizeLimitedKMeansOptions,
  type SizeLimitedSegmentation,
  sizeLimitedKMeans,
} from './cluster/size-limits/size-limited-k-means.js';
export { type LineUp, type LineUpOptions, type LineUpPanel, lineUp } from './cluster/doubt/line-up.js';
export { segmentationFromJSON } from './cluster/segmentation-from-json.js';
export { shadowValues } from './cluster/separation/shadow-values.js';
export {
  type SegmentSilhouette,
  type Silhouette,
  silhouette,
  type SilhouetteOptions,
} from './cluster/separation/silhouette.js';

// pipeline
export type { AssignedCustomer, AssignOptions } from './pipeline/assign.js';
export { type FittedPipeline, fitPipeline, type PipelineParts } from './pipeline/fit-pipeline.js';
export { loadPipeline } from './pipeline/load-pipeline.js';
export type { PipelineData } from './pipeline/pipeline-data.js';
export { pipelineFromJSON } from './pipeline/pipeline-from-json.js';
export type { PipelineSqlOptions } from './pipeline/pipeline-sql.js';
export type { Pipeline } from './pipeline/pipeline.js';
export { type RulePipeline, rulePipeline, type RulePipelineParts } from './pipeline/rule-pipeline.js';
export { savePipeline } from './pipeline/save-pipeline.js';

// profile
export { type SegmentStatistics, segmentStatistics } from './profile/segment-statistics.js';
export type { CategoryCell, CategoryProfile } from './profile/columns/category-profile.js';
export type { ColumnPart } from './profile/columns/column-part.js';
export type { Distribution } from './profile/columns/distribution.js';
export type { NumberProfile, SegmentDistribution } from './profile/columns/number-profile.js';
export type { NumberDifference, NumberTests } from './profile/columns/number-tests.js';
export type { CategoryDifference, CategoryTests } from './profile/columns/category-tests.js';
export type { MarkerWords } from './profile/marker-words.js';
export type { Marker } from './profile/markers.js';
export { crossSegments } from './profile/cross-segments.js';
export { type MarkerRule, type MarkerVariable, markerVariables } from './profile/marker-variables.js';
export {
  type CorrectedTest,
  type DifferenceTest,
  type SegmentDifferences,
  segmentDifferences,
} from './profile/segment-differences.js';
export { segmentsOfColumn, type SegmentsOfColumnOptions } from './profile/segments-of-column.js';
export { type UnitedSegments, uniteSegments } from './profile/unite-segments.js';
export { nameSegments } from './profile/name-segments.js';
export { describeSegment } from './profile/personas/describe-segment.js';
export { type PersonaCards, personaCards } from './profile/personas/persona-cards.js';
export type { PersonaCardsOptions } from './profile/personas/persona-options.js';
export {
  type TypicalCustomer,
  type TypicalCustomers,
  typicalCustomers,
} from './profile/personas/typical-customers.js';
export { profileEvidence } from './profile/profile-evidence.js';
export { profileTable, type ProfileTableOptions } from './profile/profile-table.js';
export {
  type Profile,
  profile,
  type ProfiledSegment,
  type ProfiledSegments,
  type ProfileOptions,
} from './profile/profile.js';

// profile: evaluation
export type { EvaluationCriterion, EvaluationOptions } from './profile/evaluation/check-evaluation.js';
export {
  type EvaluatedSegment,
  type EvaluatedSegments,
  evaluateSegments,
  type SegmentEvaluation,
  type WeighedCriterion,
} from './profile/evaluation/evaluate-segments.js';
export { evaluationCards, type EvaluationCardsOptions } from './profile/evaluation/evaluation-cards.js';
export { evaluationEvidence } from './profile/evaluation/evaluation-evidence.js';
export type { GridAxisOptions, GridLevel } from './profile/evaluation/grid-axis.js';
export { gridEvidence } from './profile/evaluation/grid-evidence.js';
export {
  type GridCell,
  type NeedsValueGrid,
  needsValueGrid,
  type NeedsValueGridOptions,
  type PlacedInGrid,
} from './profile/evaluation/needs-value-grid.js';
export { profileRatings, type ProfileRatingsOptions } from './profile/evaluation/profile-ratings.js';
export { ratingsTable } from './profile/evaluation/ratings-table.js';
export {
  type ScalingOptions,
  type SegmentRatings,
  segmentRatings,
} from './profile/evaluation/segment-ratings.js';
export type { WeightChange, WeightSensitivity } from './profile/evaluation/weight-sensitivity.js';

// ethics
export type { LeftOutDifference } from './ethics/compare-left-out.js';
export type { Consent } from './ethics/consent.js';
export {
  type ForPurpose,
  type ForPurposeOptions,
  forPurpose,
  type PurposeCounts,
} from './ethics/for-purpose.js';

// measure
export {
  type BasisRelevance,
  basisRelevance,
  type BasisRelevanceOptions,
  type BasisScore,
} from './measure/usefulness/basis-relevance.js';
export type { ArmResult } from './measure/scoreboard/campaign-results.js';
export type { CustomerValues, SegmentedCustomers } from './measure/scoreboard/customer-values.js';
export type { OutcomeScale } from './measure/usefulness/held-out.js';
export {
  type OutOfTimeOptions,
  type OutOfTimePrediction,
  outOfTimePrediction,
  type PredictionScore,
} from './measure/usefulness/out-of-time-prediction.js';
export {
  type Reachability,
  reachability,
  type ReachabilityOptions,
  type SegmentReach,
} from './measure/usefulness/reachability.js';
export {
  type ResponseBySegment,
  responseBySegment,
  type ResponseOptions,
  type SegmentResponse,
} from './measure/usefulness/response-by-segment.js';
// measure: uplift
export type { TreatedCustomers } from './measure/uplift/treated-customers.js';
export type { ScoredCustomers } from './measure/uplift/scored-customers.js';
export type { ResampleOptions } from './measure/uplift/resample-experiment.js';
export type { UpliftLearner } from './measure/uplift/response-learner.js';
export {
  type ExpectedUplift,
  type UpliftScores,
  upliftScores,
  type UpliftScoresOptions,
  type UpliftTrial,
} from './measure/uplift/uplift-scores.js';
export {
  type UpliftArea,
  type UpliftAreaName,
  type UpliftCurveBand,
  type UpliftQuality,
  upliftQuality,
  type UpliftQualityOptions,
} from './measure/uplift/uplift-quality.js';
export type { UpliftAreas } from './stats/uplift/uplift-areas.js';
export type { UpliftCurve } from './stats/uplift/uplift-curve.js';
export { type ShareOf, upliftAtShare, type UpliftAtShareOptions } from './measure/uplift/uplift-at-share.js';
export {
  type ArmResponse,
  type PercentileUplift,
  type UpliftByPercentile,
  upliftByPercentile,
  type UpliftByPercentileOptions,
} from './measure/uplift/uplift-by-percentile.js';
export {
  type CustomerType,
  type CustomerTypeName,
  type CustomerTypes,
  customerTypes,
  type CustomerTypesOptions,
} from './measure/uplift/customer-types.js';
export {
  type ProfitCurve,
  profitCurve,
  type ProfitCurveOptions,
  type ProfitPoint,
} from './measure/uplift/profit-curve.js';
export {
  type ColumnBalance,
  type TreatmentBalance,
  treatmentBalance,
  type TreatmentBalanceOptions,
} from './measure/uplift/treatment-balance.js';
// measure: observational
export {
  type ComparedPeriod,
  type DifferenceInDifferences,
  differenceInDifferences,
  type DifferenceInDifferencesOptions,
  type PreTrend,
} from './measure/observational/difference-in-differences.js';
export {
  type MatchedBalance,
  type MatchedComparison,
  matchOnPropensity,
  type MatchOnPropensityOptions,
} from './measure/observational/match-on-propensity.js';
export { conversionTable } from './measure/scoreboard/conversion-table.js';
export {
  type GuardedHarm,
  type GuardedWin,
  type GuardrailLimit,
  type GuardrailOptions,
  type Guardrails,
  guardrails,
} from './measure/scoreboard/guardrails.js';
export type { MeasuredSegments, ScoreboardMeasure } from './measure/scoreboard/measured-segments.js';
export { ordersTable } from './measure/scoreboard/orders-table.js';
export type { BoardMeasure, MeasureCell, MeasureKey } from './measure/scoreboard/score-measures.js';
export { scoreboardTable } from './measure/scoreboard/scoreboard-table.js';
export { scoreboardToCSV } from './measure/scoreboard/scoreboard-to-csv.js';
export {
  type Scoreboard,
  scoreboard,
  type ScoreboardOptions,
  type ScoreboardRow,
} from './measure/scoreboard/scoreboard.js';
// measure: rates
export {
  type ConversionRate,
  type ConversionRates,
  conversionRates,
  type ConversionRatesOptions,
} from './measure/rates/conversion-rates.js';
export {
  type EngagementBySegment,
  engagementBySegment,
  type EngagementOptions,
  type EngagementPeriod,
  type ScoreTable,
  type SegmentEngagement,
} from './measure/rates/engagement-by-segment.js';
export {
  type Funnel,
  funnel,
  type FunnelDisorder,
  type FunnelOptions,
  type FunnelRow,
  type FunnelStep,
} from './measure/rates/funnel.js';
export {
  type ReferralRate,
  referralRate,
  type ReferralRateOptions,
  type SegmentReferrals,
} from './measure/rates/referral-rate.js';
// measure: satisfaction
export {
  type NetPromoterScore,
  netPromoterScore,
  type SegmentPromoters,
} from './measure/satisfaction/net-promoter-score.js';
export {
  type Satisfaction,
  satisfaction,
  type SegmentSatisfaction,
} from './measure/satisfaction/satisfaction.js';
export type {
  ResponseDifference,
  SurveyOptions,
  SurveyResponse,
} from './measure/satisfaction/survey-answers.js';

// measure: experiments
export {
  type BootstrapDifference,
  type BootstrapOptions,
  bootstrapDifference,
} from './measure/experiments/bootstrap-difference.js';
export { type ExperimentOptions, experiment, type Guardrail } from './measure/experiments/experiment.js';
export {
  type ExperimentPlan,
  type ExperimentPlanOptions,
  experimentPlan,
} from './measure/experiments/experiment-plan.js';
export type {
  AdjustedEffect,
  ArmBySegment,
  Experiment,
  ExperimentArm,
  ExperimentEffect,
  ExperimentVerdict,
  GuardrailResult,
  Refutation,
  SegmentEffect,
  TestedEffect,
} from './measure/experiments/experiment-result.js';
export {
  type ExperimentColumns,
  type ExperimentRows,
  experimentRows,
} from './measure/experiments/experiment-rows.js';
export { segmentEffectsTable, verdictTable } from './measure/experiments/experiment-tables.js';
// measure: lifetime value
export { bgBb } from './measure/lifetime-value/bg-bb.js';
export { bgNbd } from './measure/lifetime-value/bg-nbd.js';
export type { ContractOptions } from './measure/lifetime-value/contract-data.js';
export {
  type BootstrapPurchasesOptions,
  bootstrapPurchases,
  type PurchaseBootstrap,
} from './measure/lifetime-value/bootstrap-purchases.js';
export type { FittedParameter } from './measure/lifetime-value/fitted-parameters.js';
export {
  type FrequencyBin,
  type FrequencyCheck,
  frequencyCheck,
} from './measure/lifetime-value/frequency-check.js';
export { gammaGamma, type SpendModel } from './measure/lifetime-value/gamma-gamma.js';
export {
  type HoldoutBin,
  type HoldoutByFrequency,
  holdoutByFrequency,
} from './measure/lifetime-value/holdout-by-frequency.js';
export {
  type LifetimeValueRow,
  lifetimeValues,
  type LifetimeValuesOptions,
} from './measure/lifetime-value/lifetime-values.js';
export { mbgNbd } from './measure/lifetime-value/mbg-nbd.js';
export { paretoNbd } from './measure/lifetime-value/pareto-nbd.js';
export type { PurchaseColumns } from './measure/lifetime-value/purchase-data.js';
export type { PurchaseModel, PurchaseModelOptions } from './measure/lifetime-value/purchase-model.js';
export {
  type PurchaseTracking,
  purchaseTracking,
  type PurchaseTrackingOptions,
  type TrackingPoint,
} from './measure/lifetime-value/purchase-tracking.js';
export {
  type ContractModel,
  shiftedBetaGeometric,
} from './measure/lifetime-value/shifted-beta-geometric.js';
export {
  type SegmentValue,
  type ValueBySegment,
  valueBySegment,
  type ValueBySegmentOptions,
} from './measure/lifetime-value/value-by-segment.js';
export type { ValueHorizon } from './measure/lifetime-value/value-horizon.js';
export type { PurchaseHistory, PurchaseProcess } from './stats/purchase-models/purchase-process.js';
export type { DistinctValues, PurchaseGroups } from './stats/purchase-models/purchase-groups.js';
// measure: retention
export type { OrderLineColumns } from './measure/orders/order-list.js';
export type { Period } from './measure/orders/period.js';
export type { CustomerGroup, SegmentsOfCustomers } from './measure/orders/segment-groups.js';
export {
  type Cohort,
  type CohortCell,
  type CohortMonth,
  type CohortTriangle,
  cohortTriangle,
} from './measure/retention/cohort-triangle.js';
export {
  type ContractChurn,
  contractChurn,
  type ContractChurnOptions,
  type ContractColumns,
} from './measure/retention/contract-churn.js';
export { type RepeatRate, repeatRate, type RepeatRateOptions } from './measure/retention/repeat-rate.js';
export {
  type RetentionBySegment,
  retentionBySegment,
  type RetentionOptions,
} from './measure/retention/retention-by-segment.js';
export type { ShareBySegment, ShareRow } from './measure/retention/share-by-segment.js';
export type {
  SurvivalBySegment,
  SurvivalRow,
  SurvivalWords,
} from './measure/retention/survival-by-segment.js';
export {
  type NextOrderOptions,
  type TimeToNextOrder,
  timeToNextOrder,
} from './measure/retention/time-to-next-order.js';

// measure: revenue
export {
  type AcquisitionPayback,
  acquisitionPayback,
  type PaybackOptions,
  type PaybackRow,
  type PaybackStep,
} from './measure/revenue/acquisition-payback.js';
export {
  CUSTOMER_MOVES,
  type CustomerMove,
  type GainLoss,
  gainLoss,
  type GainLossRow,
  type MoveRow,
} from './measure/revenue/gain-loss.js';
export { type OrderValueRow, type OrderValues, orderValues } from './measure/revenue/order-values.js';
export {
  type ConcentrationOptions,
  type ConcentrationRow,
  type RevenueConcentration,
  revenueConcentration,
} from './measure/revenue/revenue-concentration.js';
export { type RevenueTree, type RevenueTreeOptions, revenueTree } from './measure/revenue/revenue-tree.js';
export type {
  RevenueLevel,
  RevenuePart,
  RevenuePartKey,
  RevenueTreeRow,
} from './measure/revenue/revenue-tree-row.js';

// plan
export { BASES, type BasisKey } from './plan/bases.js';
export { findPitfalls, type PitfallLook, type Pitfalls } from './plan/find-pitfalls.js';
export type { PlanResults } from './plan/pitfalls/plan-results.js';
export { type Plan, plan, type PlanInput } from './plan/plan.js';

// report: retention and revenue
export { cohortHeatMap, type CohortHeatMapOptions } from './report/effects/cohort-heat-map.js';
export { gainLossBars } from './report/effects/gain-loss-bars.js';
export { revenueWaterfall, type WaterfallOptions } from './report/effects/revenue-waterfall.js';
export { survivalCurves, type SurvivalCurvesOptions } from './report/effects/survival-curves.js';
// measure: return
export { type BoughtColumn, boughtColumn } from './measure/return/bought-column.js';
export type { BreakEven } from './measure/return/break-even.js';
export { breakEvenTable } from './measure/return/break-even-table.js';
export type { ContactCost } from './measure/return/contact-cost.js';
export { costPerConversion } from './measure/return/cost-per-conversion.js';
export {
  type CostWorksheet,
  costWorksheet,
  type WorksheetLine,
  type WorksheetOptions,
} from './measure/return/cost-worksheet.js';
export type { KnownValues } from './measure/return/known-values.js';
export type { OpenEstimate } from './measure/return/open-estimate.js';
export type { OutcomeByArm } from './measure/return/outcome-by-arm.js';
export {
  type ReturnOnInvestment,
  type ReturnOptions,
  type ReturnRow,
  returnOnInvestment,
} from './measure/return/return-on-investment.js';
export { segmentGainTable } from './measure/return/segment-gain-table.js';
export {
  type ArmCost,
  type ArmReturns,
  type GainVerdict,
  type SegmentGain,
  type SegmentingGain,
  type SegmentingOptions,
  segmentingGain,
} from './measure/return/segmenting-gain.js';
export {
  type TargetingOptions,
  type TargetingValue,
  targetingValue,
} from './measure/return/targeting-value.js';

// report
export { armsChart } from './report/effects/arms-chart.js';
export { type MistakeChartOptions, type MistakeLine, mistakeChart } from './report/effects/mistake-chart.js';
export { returnChart } from './report/effects/return-chart.js';
export { retentionCurve } from './report/effects/retention-curve.js';
export { acrossFlow } from './report/clusters/across-flow.js';
export { agreementHeatMap, type AgreementHeatMapOptions } from './report/clusters/agreement-heat-map.js';
export { clusterMap } from './report/clusters/cluster-map.js';
export { flowFigure, type FlowFigureOptions } from './report/clusters/flow-figure.js';
export { gorgePlot } from './report/clusters/gorge-plot.js';
export { accuracyCurve, type DrawnQuestionnaire } from './report/clusters/accuracy-curve.js';
export { type DendrogramOptions, dendrogram } from './report/clusters/dendrogram.js';
export { type DrawnTree, treeFigure } from './report/clusters/tree-figure.js';
export { lineUpFigure } from './report/clusters/line-up-figure.js';
export { nullHistogram, type NullHistogramOptions } from './report/clusters/null-histogram.js';
export { segmentStabilityPlot } from './report/clusters/segment-stability-plot.js';
export { silhouettePlot } from './report/clusters/silhouette-plot.js';
export { stabilityPlot, type StabilityRow } from './report/clusters/stability-plot.js';
export { sweepPanel } from './report/clusters/sweep-panel.js';
// report: uplift and observational
export { balanceChart } from './report/effects/balance-chart.js';
export { balanceCurveChart } from './report/effects/balance-curve-chart.js';
export { beforeAfterChart } from './report/effects/before-after-chart.js';
export { customerTypesChart } from './report/effects/customer-types-chart.js';
export { profitCurveChart } from './report/effects/profit-curve-chart.js';
export { responseChart } from './report/effects/response-chart.js';
export { upliftByPercentileChart } from './report/effects/uplift-by-percentile-chart.js';
export { upliftCurveChart } from './report/effects/uplift-curve-chart.js';
export { conversionChart } from './report/effects/conversion-chart.js';
export { funnelChart } from './report/effects/funnel-chart.js';
export { guardrailChart } from './report/effects/guardrail-chart.js';
export { netPromoterChart } from './report/effects/net-promoter-chart.js';
export {
  type DrawnSegments,
  measureChart,
  type MeasureChartOptions,
} from './report/effects/measure-chart.js';
export { scoreboardChart } from './report/effects/scoreboard-chart.js';
export { embeddingScatter, type EmbeddingScatterOptions } from './report/embedding/embedding-scatter.js';
export { type HeatMapOptions, profileHeatMap } from './report/people/profile-heat-map.js';
export { type ReconstructionErrors, reconstructionTable } from './report/embedding/reconstruction-table.js';
export { revenueShareBars } from './report/effects/revenue-share-bars.js';
// report: people, evaluation
export { needsValueFigure } from './report/people/needs-value-figure.js';
export {
  segmentEvaluationPlot,
  type SegmentEvaluationPlotOptions,
} from './report/people/segment-evaluation-plot.js';
export { segmentsOnAPage } from './report/people/segments-on-a-page.js';
export { summaryTable, type SummaryTableOptions } from './report/summary-table.js';
export { type DrawableSweep, sweepChart } from './report/clusters/sweep-chart.js';
export { trainingCurve, type TrainingEpoch } from './report/embedding/training-curve.js';
// report: people
export {
  type CategoryShareBarsOptions,
  categoryShareBars,
} from './report/people/category-share-bars.js';
export { customerJourney, type JourneyStage } from './report/people/customer-journey.js';
export {
  type DistributionPanelsOptions,
  distributionPanels,
} from './report/people/distribution-panels.js';
export { indexChart, type IndexChartOptions } from './report/people/index-chart.js';
export { lorenzPlot, type LorenzPlotOptions } from './report/people/lorenz-plot.js';
export { radarChart, type RadarChartOptions } from './report/people/radar-chart.js';
export { rfmGrid, type RfmGridOptions } from './report/people/rfm-grid.js';
export {
  segmentProfilePlot,
  type SegmentProfilePlotOptions,
} from './report/people/segment-profile-plot.js';
export { segmentShareBars } from './report/people/segment-share-bars.js';
export type { ProfileRowOptions } from './report/people/shown-rows.js';
export { snakePlot, type SnakePlotOptions } from './report/people/snake-plot.js';

// report: experiments
export { type EffectForestOptions, effectForest } from './report/effects/effect-forest.js';
export { powerCurve } from './report/effects/power-curve.js';
export { type ObservedLook, sequentialBoundaryChart } from './report/effects/sequential-boundary-chart.js';

// report: lifetime value
export { equityShareBars } from './report/effects/equity-share-bars.js';
export { frequencyChart } from './report/effects/frequency-chart.js';
export { holdoutChart } from './report/effects/holdout-chart.js';
export { trackingChart } from './report/effects/tracking-chart.js';
