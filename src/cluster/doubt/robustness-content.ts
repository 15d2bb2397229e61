import type { TableContent } from '../../display/bundle.js';
import type { GridEffect } from './robustness-grid.js';

/** What matters most, as a table to be shown. */
export function robustnessContent(effects: readonly GridEffect[], because: string): TableContent {
  return {
    kind: 'table',
    caption: 'Which choices change the segments?',
    columns: [
      { name: 'choice', title: 'One choice changed' },
      { name: 'agreement', title: 'Agreement', align: 'right', format: { digits: 2 } },
      { name: 'pairs', title: 'Pairs compared', align: 'right' },
    ],
    rows: effects.map(({ choice, agreement, pairs }) => [choice, agreement, pairs]),
    totalRows: effects.length,
    note: `${because} How to read this: agreement is the adjusted Rand index of segments that differ in one choice alone; 1 means the choice does not matter, 0 that it decides everything.`,
  };
}
