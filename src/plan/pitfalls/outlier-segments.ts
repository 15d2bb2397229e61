import type { Finding } from '../../core/finding.js';
import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import type { Matrix } from '../../core/matrix.js';
import { counted } from '../../display/counted.js';
import { mean } from '../../stats/mean.js';
import { median } from '../../stats/median.js';
import { quantile } from '../../stats/quantile.js';
import type { PitfallCheck } from './plan-results.js';

const FEW = 5;
const SHARE = 0.01;

/**
 * Segments that are a handful of outliers: at most 5 customers or 1% of all, whichever is more, whose mean distance to the
 * centre of all customers (the median of each column) lies beyond the outer fence of these distances, the upper quartile and
 * three times the range between the quartiles.
 *
 * Source of the fence: Tukey, "Exploratory Data Analysis" (1977), 2D.
 */
export const outlierSegments: PitfallCheck = {
  key: 'P9',
  title: 'outliers as segments',
  needs: 'segmentation and matrix',
  look: (_, { segmentation, matrix }) => {
    if (segmentation === undefined || matrix === undefined) return undefined;
    const { labels, ids, segments } = segmentation;
    if (matrix.rows !== labels.length || matrix.ids?.some((id, i) => id !== ids[i])) {
      throw new InputError(
        `findPitfalls: the matrix has ${matrix.rows} customers, the segmentation ${labels.length}, or their ids differ. Give the matrix that was segmented.`,
      );
    }
    if (matrix.rows === 0) return [];
    const distances = distancesToCentre(matrix);
    const sorted = distances.slice().sort();
    const [lower, upper] = [quantile(sorted, 0.25), quantile(sorted, 0.75)];
    const fence = upper + 3 * (upper - lower);
    const middle = quantile(sorted, 0.5);
    const most = Math.max(FEW, SHARE * matrix.rows);
    return segments.flatMap(({ name, size }, s): Finding[] => {
      if (size === 0 || size > most) return [];
      const distance = mean(distances.filter((_, i) => labels[i] === s));
      if (!(distance > fence)) return [];
      const times =
        middle === 0 ? '' : `, ${formatNumber(distance / middle)} times as far as the customer in the middle`;
      return [
        {
          key: 'P9',
          severity: 'warning',
          sentence: `${name} is ${counted(size, 'customer')} far from all others${times}: outliers, rather than a segment.`,
          evidence: { segment: name, customers: size, distance, fence, median: middle },
          wayOut:
            'Look at them one by one. Then transform a skewed column, cap it, or set them apart by a rule before segmenting.',
        },
      ];
    });
  },
};

function distancesToCentre({ rows, columns, data }: Matrix): Float64Array {
  const distances = new Float64Array(rows);
  for (let j = 0; j < columns; j++) {
    const column = Float64Array.from({ length: rows }, (_, i) => data[i * columns + j]);
    const center = median(column);
    for (let i = 0; i < rows; i++) distances[i] = Math.hypot(distances[i], column[i] - center);
  }
  return distances;
}
