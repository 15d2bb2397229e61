import type { Finding } from '../../core/finding.js';
import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import { counted } from '../../display/counted.js';
import { mean } from '../../stats/mean.js';
import type { PitfallCheck, PlanResults } from './plan-results.js';

/** Kaufman and Rousseeuw, "Finding Groups in Data" (1990): a silhouette below it shows no clear group. */
const CLEAR = 0.25;

/**
 * Mean shadow value that goes with such a silhouette: k-means with k = 4 on normal and even clouds of 2 and 5 columns gives
 * silhouettes of 0.31 and 0.15 with shadow values of 0.67 and 0.85.
 */
const SHADOWED = 0.75;

/** More segments than campaigns. */
export const tooManySegments: PitfallCheck = {
  key: 'P1',
  title: 'segments against campaigns',
  needs: 'segmentation',
  look: ({ maxCampaigns }, { segmentation, howMany }) => {
    if (segmentation === undefined) return undefined;
    const count = segmentation.segments.length;
    const found: Finding[] = [];
    if (count > maxCampaigns) {
      found.push({
        key: 'P1',
        severity: 'warning',
        sentence: `There are ${counted(count, 'segment')}, and ${counted(maxCampaigns, 'campaign')} at most can be run side by side.`,
        evidence: { segments: count, maxCampaigns },
        wayOut: `Make ${maxCampaigns} or fewer, or say which segments share a campaign.`,
      });
    }
    if (howMany !== undefined && count > howMany.recommended) {
      found.push({
        key: 'P1',
        severity: 'note',
        sentence: `There are ${counted(count, 'segment')}; most criteria speak for ${howMany.recommended}.`,
        evidence: { segments: count, recommended: howMany.recommended },
        wayOut: 'Look at what the additional segments are good for; merge those that get the same treatment.',
      });
    }
    return found;
  },
};

/** Segments below the smallest size that counts. */
export const tooSmallSegments: PitfallCheck = {
  key: 'P1',
  title: 'smallest size',
  needs: 'segmentation, and smallestSegment in the plan',
  look: ({ smallestSegment }, { segmentation }) => {
    if (segmentation === undefined || smallestSegment === undefined) return undefined;
    const small = segmentation.segments.filter(({ size }) => size < smallestSegment);
    if (small.length === 0) return [];
    const list = small.map(({ name, size }) => `${name} (${formatNumber(size)})`).join(', ');
    return [
      {
        key: 'P1',
        severity: 'warning',
        sentence: `Below the ${counted(smallestSegment, 'customer')} that a segment must have ${small.length === 1 ? 'is' : 'are'} ${list}.`,
        evidence: {
          segments: small.length,
          smallest: Math.min(...small.map(({ size }) => size)),
          smallestSegment,
        },
        wayOut: 'Merge them with their nearest neighbours, or make fewer segments.',
      },
    ];
  },
};

/** Segments that run into each other. */
export const overlappingSegments: PitfallCheck = {
  key: 'P1',
  title: 'overlap',
  needs: 'segmentation with silhouette or shadowValues',
  look: (_, results) => {
    const measured = separation(results);
    if (measured === undefined) return undefined;
    const { values, overlaps, measure, limit } = measured;
    const found = values.filter(([, value]) => overlaps(value));
    if (found.length === 0) return [];
    const list = found.map(([name, value]) => `${name} (${formatNumber(value, { digits: 2 })})`).join(', ');
    return [
      {
        key: 'P1',
        severity: 'warning',
        sentence: `By the ${measure}, with a limit of ${limit}, ${list} ${found.length === 1 ? 'runs' : 'run'} into other segments: many of these customers could as well be elsewhere.`,
        evidence: { measure, limit, segments: found.length, of: values.length },
        wayOut: 'Make fewer segments, or treat customers near a border by their own numbers.',
      },
    ];
  },
};

/** Mean silhouette by segment, or else mean shadow value. */
function separation({ segmentation, silhouette, shadowValues }: PlanResults) {
  if (segmentation === undefined) return undefined;
  const { segments, labels } = segmentation;
  if (silhouette !== undefined) {
    const values = silhouette.perSegment.flatMap((each): [string, number][] => {
      const segment = segments[each.label];
      if (segment !== undefined) return each.size === 1 ? [] : [[segment.name, each.mean]]; // 0 by definition
      throw new InputError(
        `findPitfalls: the silhouette has a segment number ${each.label + 1}, the segmentation ${segments.length} segments. Give both of the same customers.`,
      );
    });
    return {
      values,
      overlaps: (value: number) => value < CLEAR,
      measure: 'mean silhouette',
      limit: CLEAR,
    };
  }
  if (shadowValues === undefined) return undefined;
  if (shadowValues.length !== labels.length) {
    throw new InputError(
      `findPitfalls: ${shadowValues.length} shadow values for ${labels.length} customers.`,
    );
  }
  const own: number[][] = segments.map(() => []);
  labels.forEach((label, i) => {
    own[label].push(shadowValues[i]);
  });
  const values = segments.flatMap(({ name }, s): [string, number][] =>
    own[s].length === 0 ? [] : [[name, mean(own[s])]],
  );
  return {
    values,
    overlaps: (value: number) => value > SHADOWED,
    measure: 'mean shadow value',
    limit: SHADOWED,
  };
}
