import type { Estimate } from '../../core/estimate.js';
import { formatNumber, type NumberFormat } from '../../core/format.js';
import type { TableCell, TableContent } from '../../display/bundle.js';
import { counted } from '../../display/counted.js';
import type { GuardedHarm, GuardedWin, Guardrails } from './guardrails.js';
import { intervalCell } from './score-cells.js';

const RATE: NumberFormat = { style: 'percent', digits: 2 };
const POINTS: NumberFormat = { digits: 2 };

/** Whether a gain is a win, in a sentence. */
export function verdictOf(
  gain: Estimate | undefined,
  harms: readonly GuardedHarm[],
  minimum: number,
): Pick<GuardedWin, 'gain' | 'verdict' | 'because'> {
  if (gain === undefined) {
    return {
      gain,
      verdict: 'not measured',
      because: `An arm has fewer than ${Math.max(1, minimum)} customers.`,
    };
  }
  const said = `Conversion ${intervalCell(gain, { digits: 1 }, 100)} points`;
  const named = (list: readonly GuardedHarm[]) =>
    list
      .map(({ title, difference }) => `${title} ${intervalCell(difference, POINTS, 100)} points`)
      .join('; ');
  const lost = harms.filter(({ verdict }) => verdict === 'loss');
  const open = harms.filter(({ verdict }) => verdict !== 'loss' && verdict !== 'holds');
  const harmed = lost.length === 0 ? '' : ` Guardrail loss: ${named(lost)}.`;
  if (gain.low <= 0) {
    return {
      gain,
      verdict: 'no gain shown',
      because: `${said}: ${gain.high < 0 ? 'a loss' : 'no gain shown'}.${harmed}`,
    };
  }
  if (lost.length > 0) {
    return { gain, verdict: 'gain with a guardrail loss', because: `${said}, but not a win.${harmed}` };
  }
  if (open.length > 0) {
    return {
      gain,
      verdict: 'gain, guardrails not shown',
      because: `${said}, not yet a win: not shown to be within the margin: ${named(open)}. More customers would tell.`,
    };
  }
  return { gain, verdict: 'win', because: `${said}, and every guardrail holds.` };
}

/** Guardrails as a table. */
export function guardrailsContent(guardrails: Omit<Guardrails, symbol>): TableContent {
  const { results, wins, control, minimum, confidence, rowsOutside } = guardrails;
  const rows = results.map((result): TableCell[] => {
    const { name, title, arm, n, harmed, rate, difference, margin, verdict } = result;
    if (result.masked) return [name, title, arm, `fewer than ${minimum}`, null, null, null, null, null];
    const isControl = arm === control;
    return [
      name,
      title,
      arm,
      n,
      harmed,
      intervalCell(rate, RATE),
      isControl ? null : intervalCell(difference, POINTS, 100),
      isControl ? null : margin * 100,
      isControl ? null : verdict,
    ];
  });
  const outside =
    rowsOutside === 0 ? '' : ` Left out: ${counted(rowsOutside, 'row')} of customers outside the segments.`;
  const isPlain = ({ verdict, because }: GuardedWin) =>
    verdict === 'not measured' || (verdict === 'no gain shown' && !because.includes('Guardrail loss'));
  const verdicts = wins
    .filter((win) => !isPlain(win))
    .map(({ name, arm, because }) => `${name}, ${arm}: ${because}`);
  const plain = wins.filter(isPlain).map(({ name, arm }) => `${name}, ${arm}`);
  if (plain.length > 0) verdicts.push(`No gain shown: ${plain.join('; ')}.`);
  return {
    kind: 'table',
    caption: 'Guardrails by segment and arm',
    columns: [
      { name: 'segment', title: 'Segment' },
      { name: 'harm', title: 'Harm' },
      { name: 'arm', title: 'Arm' },
      { name: 'n', title: 'Customers', align: 'right' },
      { name: 'harmed', title: 'Harmed', align: 'right' },
      { name: 'rate', title: 'Share', align: 'right' },
      { name: 'difference', title: `Less ${control}`, align: 'right', unit: 'percentage points' },
      { name: 'margin', title: 'Margin', align: 'right', unit: 'percentage points', format: { digits: 2 } },
      { name: 'verdict', title: 'Guardrail' },
    ],
    rows,
    totalRows: rows.length,
    note: `${verdicts.join(' ')} In brackets ${formatNumber(confidence, { style: 'percent' })} intervals; a guardrail holds where the whole interval lies within the margin.${outside}`,
  };
}
