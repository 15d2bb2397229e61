import type { Finding } from '../../core/finding.js';
import { formatNumber } from '../../core/format.js';
import { counted } from '../../display/counted.js';
import type { PitfallCheck } from './plan-results.js';

/** More segments than hours or money allow, and costs that no campaign can bring back. */
export const costlySegments: PitfallCheck = {
  key: 'P11',
  title: 'cost of running segments',
  needs: 'worksheet, from costWorksheet',
  look: (_, { worksheet }) => {
    if (worksheet === undefined) return undefined;
    const { segments, largestSegments, limit, breakEvenLift, highestLift } = worksheet;
    const found: Finding[] = [];
    if (largestSegments !== undefined && segments > largestSegments) {
      found.push({
        key: 'P11',
        severity: 'warning',
        sentence: `There are ${counted(segments, 'segment')}; ${limit === 'hours' ? 'the hours of the team allow' : 'the budget allows'} ${formatNumber(largestSegments)}.`,
        evidence: { segments, largestSegments, limit: limit! },
        wayOut: 'Join segments that would get the same message, or plan for more hours and money.',
      });
    }
    if (breakEvenLift > highestLift) {
      found.push({
        key: 'P11',
        severity: 'error',
        sentence: `It cannot pay: contacts would have to add ${formatNumber(breakEvenLift * 100, { digits: 1 })} points of conversion, and there are ${formatNumber(highestLift * 100, { digits: 1 })}.`,
        evidence: { breakEvenLift, highestLift },
        wayOut: 'Contact more customers with the same texts, or make fewer of them.',
      });
    }
    return found;
  },
};

/** A bought column that brings less than its price. */
export const columnBelowPrice: PitfallCheck = {
  key: 'P11',
  title: 'price of a bought column',
  needs: 'boughtColumn',
  look: (_, { boughtColumn }) => {
    if (boughtColumn === undefined) return undefined;
    const { verdict, because, net } = boughtColumn;
    if (verdict === 'worth buying') return [];
    return [
      {
        key: 'P11',
        severity: verdict === 'not known' ? 'note' : 'warning',
        sentence: because,
        evidence: { net: net.value, low: net.low, high: net.high },
        wayOut:
          verdict === 'not known'
            ? 'Ask for a sample, or test it on a larger campaign, before paying for all customers.'
            : 'Do without the column.',
      },
    ];
  },
};
