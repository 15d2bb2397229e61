import { formatNumber } from '../../core/format.js';
import { counted } from '../../display/counted.js';
import type { PitfallCheck } from './plan-results.js';

const FEW = 0.25; // share of the starts that found the best solution
const NEAR = 1.01; // times its inertia
const AS_GOOD = 1.001;
const ALIKE = 0.9; // adjusted Rand index: Steinley (2004), excellent

/**
 * A solution that few starts found while the next best ones divide the customers differently.
 *
 * Source: Steinley, "Local optima in k-means clustering: what you don't know may hurt you", Psychological Methods 8 (2003)
 * 294-304.
 */
export const luckyRestarts: PitfallCheck = {
  key: 'P10',
  title: 'lucky restarts',
  needs: 'segmentation with the certificate of kmeans',
  look: (_, { segmentation }) => {
    if (segmentation?.certificate === undefined) return undefined;
    const { certificate, inertia } = segmentation;
    const { restarts, hits, nextBest } = certificate;
    if (restarts === 1) {
      return [
        {
          key: 'P10',
          severity: 'note',
          sentence: 'There was one start only: whether a better solution exists is not known.',
          evidence: { restarts },
          wayOut: 'Start 20 times or more.',
        },
      ];
    }
    const others = nextBest.filter(({ agreement }) => agreement < ALIKE);
    const within = (factor: number) =>
      others.filter((other) => inertia !== undefined && other.inertia <= factor * inertia);
    const few = hits / restarts <= FEW;
    const rivals = hits === 1 ? others : few ? within(NEAR) : within(AS_GOOD);
    if (rivals.length === 0) return [];
    const [{ agreement, inertia: next }] = rivals;
    const worse =
      inertia === undefined || !(inertia > 0)
        ? ''
        : ` ${formatNumber(next / inertia - 1, { style: 'percent' })} worse and`;
    return [
      {
        key: 'P10',
        severity: 'warning',
        sentence: `${counted(hits, 'start')} of ${restarts} found these segments; the next that differ are${worse} divide the customers otherwise (adjusted Rand index ${formatNumber(agreement, { digits: 2 })}).`,
        evidence: { hits, restarts, agreement, inertia: next },
        wayOut: few
          ? 'Use many more restarts, or another number of segments.'
          : 'Do not lean on single borders, or use another number of segments.',
      },
    ];
  },
};
