import {
  acrossFlow,
  agreementHeatMap,
  clusterMap,
  compareSegmentations,
  type Figure,
  flowFigure,
  gorgePlot,
  type HowManyRow,
  matrix,
  type NullReference,
  nullHistogram,
  type Segmentation,
  type SegmentStability,
  type Silhouette,
  type Spread,
  type Stability,
  segmentStabilityPlot,
  silhouettePlot,
  stabilityAcross,
  stabilityPlot,
  sweepPanel,
} from 'clientele';
import { segmentsOf } from '../../profile/segments-by-hand.js';

/** Sixty customers: 30, 20 and 10 of them in a segment. */
export const ids = Array.from({ length: 60 }, (_, i) => `c${String(i).padStart(2, '0')}`);
export const labels = ids.map((_, i) => (i < 30 ? 0 : i < 50 ? 1 : 2));

export function segmentation(names: readonly string[]): Segmentation<never> {
  const made = segmentsOf(Object.fromEntries(ids.map((id, i) => [id, labels[i]])), names);
  return { ...made, origin: { ...made.origin, seed: 7 } };
}

/** Silhouettes 0.5 and 0.7; −0.2 (one in four) and 0.4; 0.3: means 0.6, 0.25, 0.3, and (18 + 5 + 3) / 60 of all. */
export const fit: Silhouette = {
  mean: 26 / 60,
  estimate: { value: 26 / 60, low: 26 / 60, high: 26 / 60, n: 60, confidence: 0.95, method: 'all' },
  perSegment: [
    { label: 0, size: 30, mean: 0.6 },
    { label: 1, size: 20, mean: 0.25 },
    { label: 2, size: 10, mean: 0.3 },
  ],
  coefficients: Float64Array.from(labels, (s, i) =>
    s === 0 ? [0.5, 0.7][i % 2] : s === 1 ? (i % 4 === 0 ? -0.2 : 0.4) : 0.3,
  ),
  rows: Int32Array.from(ids, (_, i) => i),
  sampleSize: 60,
  exact: true,
  method: 'all 60 customers',
};

/** Near to their own; half-way between the first two; near to their own. */
export const similarity = matrix(
  labels.map(
    (s) =>
      [
        [0.92, 0.08, 0],
        [0.5, 0.5, 0],
        [0.07, 0.03, 0.9],
      ][s],
  ),
  ['s1', 's2', 's3'],
);

function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  return {
    mean: values.reduce((a, b) => a + b) / values.length,
    median: sorted[(sorted.length - 1) / 2],
    low: sorted[0],
    high: sorted[sorted.length - 1],
    values: Float64Array.from(values),
  };
}

/** Five pairs each: quartiles are the second and the fourth in order. */
export function stability(k: number, names: readonly string[]): Stability {
  const jaccards = [
    [0.9, 0.8, 0.85, 1, 0.95],
    [0.6, 0.7, 0.65, 0.55, 0.5],
    [0.3, 0.3, 0.3, 0.3, 0.3],
  ];
  const verdicts = ['stable', 'a pattern', 'dissolves'] as const;
  return {
    k,
    agreement: spread([0.9, 0.5, 0.7, 0.8, 0.6].map((value) => value / (k - 1))),
    segments: names.map(
      (name, s): SegmentStability => ({
        key: `s${s + 1}`,
        name,
        jaccard: spread(jaccards[s]),
        verdict: verdicts[s],
      }),
    ),
    pairs: 5,
    reduced: 0,
    because: '',
  };
}

/** Criteria that disagree. */
export function evidence(names: readonly string[]) {
  const row = (k: number, silhouette: number): HowManyRow => ({
    k,
    inertia: 900 / k,
    silhouette,
    perSegment: [],
    smallestShare: 0.1,
    hits: 5,
    restarts: 10,
    segmentation: segmentation(names) as HowManyRow['segmentation'],
    calinskiHarabasz: 100 * k,
    daviesBouldin: 1 / k,
    gap: 0.1 * k,
    gapError: 0.05,
    predictionStrength: 0.9 / k,
    bic: 5000 - 1000 * k,
    stability: stability(k, names),
  });
  return {
    rows: [row(2, 0.3), row(3, 0.45), row(4, 0.2)],
    votes: [
      { criterion: 'silhouette', k: 3 },
      { criterion: 'Calinski-Harabasz', k: 4 },
      { criterion: 'prediction strength' },
    ],
    recommended: 3,
  };
}

/** Scores from 0.1 to 0.2 in steps of a hundredth, twice 0.2; the real one lies above. */
export const reference: NullReference = {
  score: 0.35,
  nulls: Float64Array.of(0.1, 0.11, 0.12, 0.13, 0.14, 0.15, 0.16, 0.17, 0.18, 0.19, 0.2, 0.2),
  p: 1 / 13,
  permutations: 12,
  customers: 60,
  seed: 7,
  because: '',
};

/** Centres at (0, 0), (3, 4) and (3, 16): distances 5, 12 and √265. */
export const centroids = matrix([
  [0, 0],
  [3, 4],
  [3, 16],
]);

/** Those of the third segment with ten of the second. */
export function finer(names: readonly string[]): Segmentation<never> {
  return segmentsOf(
    Object.fromEntries(ids.map((id, i) => [id, i < 30 ? 0 : i < 40 ? 1 : i < 48 ? 2 : 3])),
    names,
  );
}

/** Every figure of doubt; names are of four segments. */
export function doubts(names: readonly string[]): Record<string, Figure> {
  const three = names.slice(0, 3);
  const segments = segmentation(three);
  return {
    sweepPanel: sweepPanel(evidence(three)),
    silhouettePlot: silhouettePlot(fit, segments),
    gorgePlot: gorgePlot(similarity, segments),
    stabilityPlot: stabilityPlot(evidence(three).rows),
    segmentStabilityPlot: segmentStabilityPlot(stability(3, three), segments),
    acrossFlow: acrossFlow(stabilityAcross([segments, finer(names)])),
    clusterMap: clusterMap({ ...segments, centroids }),
    nullHistogram: nullHistogram(reference),
    agreementHeatMap: agreementHeatMap(
      matrix(
        [
          [1, 0.4, -0.1],
          [0.4, 1, 0.75],
          [-0.1, 0.75, 1],
        ],
        three,
      ),
      { source: '60 customers, seed 7' },
    ),
    flowFigure: flowFigure(compareSegmentations(segments, finer(names)), { first: 'Three', second: 'Four' }),
  };
}
