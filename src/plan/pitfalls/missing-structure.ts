import type { Finding } from '../../core/finding.js';
import { formatNumber } from '../../core/format.js';
import type { PitfallCheck } from './plan-results.js';

/** Mean agreement of bootstrap pairs from which segments come back; the same as in `howMany`. */
const STABLE = 0.75;

const WAY_OUT =
  'Call the segments made, not found: choose them for their use, and show that they are useful on later behaviour.';

/** Segments in customers that have no groups. */
export const missingStructure: PitfallCheck = {
  key: 'P8',
  title: 'structure at all',
  needs: 'nullReference or howMany',
  look: (_, { nullReference, howMany }) => {
    if (nullReference === undefined && howMany === undefined) return undefined;
    const found: Finding[] = [];
    if (nullReference !== undefined && nullReference.p > 0.05) {
      const { p, score, permutations } = nullReference;
      found.push({
        key: 'P8',
        severity: 'warning',
        sentence: `Customers without structure give segments as good as these, p = ${formatNumber(p, { digits: 3 })}.`,
        evidence: { p, score, permutations },
        wayOut: WAY_OUT,
      });
    }
    const gaps = howMany?.gap.rows ?? [];
    const one = gaps.find(({ k }) => k === 1);
    // not the choice of the gap, which stops at 1 where 2 segments are no better, and 4 are
    if (one !== undefined && gaps.every(({ k, gap, error }) => k === 1 || gap - error <= one.gap)) {
      found.push({
        key: 'P8',
        severity: 'warning',
        sentence: 'By the gap statistic no number of segments is better than one: all customers.',
        evidence: { gap: one.gap, largest: Math.max(...gaps.map(({ gap }) => gap)), most: gaps.length },
        wayOut: WAY_OUT,
      });
    }
    return found;
  },
};

/** Segments that do not come back when customers are drawn again. */
export const unstableSegments: PitfallCheck = {
  key: 'P8',
  title: 'stability',
  needs: 'stability, or howMany with the number of segments at hand',
  look: (_, { stability: given, howMany, segmentation }) => {
    const stability = given ?? howMany?.rows.find(({ k }) => k === segmentation?.segments.length)?.stability;
    if (stability === undefined) return undefined;
    const { agreement, segments, pairs } = stability;
    const gone = segments.filter(({ verdict }) => verdict === 'dissolves');
    if (agreement.mean >= STABLE && gone.length === 0) return [];
    const list = gone
      .map(({ name, jaccard }) => `${name} (${formatNumber(jaccard.mean, { digits: 2 })})`)
      .join(', ');
    const which = gone.length === 0 ? '' : ` Dissolved, by Jaccard's index: ${list}.`;
    return [
      {
        key: 'P8',
        severity: 'warning',
        sentence: `The segments do not all come back when customers are drawn again; the adjusted Rand index of pairs is ${formatNumber(agreement.mean, { digits: 2 })} on average.${which}`,
        evidence: { agreement: agreement.mean, limit: STABLE, dissolved: gone.length, pairs },
        wayOut: 'Make fewer segments, or build on those only that come back.',
      },
    ];
  },
};
