import { formatNumber } from '../../core/format.js';
import type { PitfallCheck } from './plan-results.js';

/** Messages by segment that bring no more than one message for all. */
export const dilutedEffect: PitfallCheck = {
  key: 'P7',
  title: 'dilution',
  needs: 'segmenting, from segmentingGain',
  look: (_, { segmenting }) => {
    const gain = segmenting?.returns.gain;
    if (segmenting === undefined || gain === undefined) return undefined;
    const { verdict, currency } = segmenting;
    if (verdict === 'gain') return [];
    const money = (value: number) => formatNumber(value, { digits: 2 });
    const facts = `${money(gain.value)} ${currency} a customer (${money(gain.low)} to ${money(gain.high)})`;
    return [
      {
        key: 'P7',
        severity: verdict === 'loss' ? 'warning' : 'note',
        sentence:
          verdict === 'loss'
            ? `Messages by segment bring less than one message for all: ${facts}.`
            : `That messages by segment bring more than one message for all is not shown: ${facts}.`,
        evidence: { gain: gain.value, low: gain.low, high: gain.high, n: gain.n },
        wayOut:
          verdict === 'loss'
            ? 'Send one message for all, and keep segments for what they are shown to do.'
            : 'Repeat the test with more customers, or with fewer segments whose messages differ more.',
      },
    ];
  },
};
