import { formatNumber } from '../../core/format.js';
import { isShown } from './is-shown.js';
import { ATTENTION_RULE } from './score-measures.js';
import type { Scoreboard } from './scoreboard.js';

/** What needs attention and why, what is not measured, and by which rule. */
export function scoreboardNotes(board: Scoreboard): string {
  const rows = [...board.segments, board.all];
  const alarms = rows.flatMap((row) =>
    row.measures.flatMap((cell, m) =>
      cell.attention === 'needs attention' && isShown(row, cell, board.minimum)
        ? [`${row.name}, ${board.measures[m].label}: ${cell.because}`]
        : [],
    ),
  );
  const missing = board.measures.filter(({ isMeasured }) => !isMeasured).map(({ label }) => label);
  const isJudged = rows.some(({ measures }) =>
    measures.some(({ attention }) => attention === 'needs attention' || attention === 'no sign'),
  );
  const targets = board.measures.some(({ target }) => target !== undefined);
  const against = [...(board.hasPrevious ? ['the last period'] : []), ...(targets ? ['targets'] : [])];
  const lower = board.measures.filter(({ better, isMeasured }) => isMeasured && better === 'lower');
  return [
    ...alarms,
    ...(isJudged
      ? [ATTENTION_RULE]
      : against.length > 0
        ? ['Not judged: no measure could be compared.']
        : ['Not judged: there is no last period and no target to hold it against.']),
    ...(against.length === 0 ? [] : [`Held against ${against.join(' and ')}.`]),
    ...(missing.length === 0 ? [] : [`Not measured: ${missing.join(', ')}.`]),
    ...lower.map(({ label }) => `${label}: less is better.`),
    `In brackets ${formatNumber(board.confidence, { style: 'percent' })} intervals.`,
  ].join(' ');
}
