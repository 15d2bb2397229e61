import { toDay } from '../../core/day.js';
import { counted } from '../../display/counted.js';
import type { PitfallCheck } from './plan-results.js';

/** Segments that should have been looked at again. */
export const stalePlan: PitfallCheck = {
  key: 'P2',
  title: 'review date',
  needs: 'today',
  look: ({ reviewBy }, { today }) => {
    if (today === undefined) return undefined;
    const late = toDay(today, 'findPitfalls: today') - toDay(reviewBy, 'findPitfalls: reviewBy');
    if (late <= 0) return [];
    return [
      {
        key: 'P2',
        severity: 'warning',
        sentence: `The segments were to be looked at again by ${reviewBy}, ${counted(late, 'day')} ago.`,
        evidence: { reviewBy, today, days: late },
        wayOut: 'Look whether customers have moved, make the segments again, and set a new day.',
      },
    ];
  },
};
