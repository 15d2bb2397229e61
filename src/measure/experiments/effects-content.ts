import { formatNumber } from '../../core/format.js';
import type { TableCell, TableContent } from '../../display/bundle.js';
import { effectInWords, relativeInWords } from './effect-words.js';
import type { Experiment, ExperimentEffect } from './experiment-result.js';

const DECISIONS: Readonly<Record<Experiment['verdict']['decision'], string>> = {
  'not to be trusted': 'Not to be trusted.',
  win: 'A win.',
  'win with a loss': 'No win: something else was harmed.',
  loss: 'A loss.',
  'not clear': 'Not clear.',
};

/** Effects of an experiment as a table, with its verdict. */
export function effectsContent(result: Omit<Experiment, symbol>): TableContent {
  const { effects, verdict, confidence, flags, control } = result;
  const level = (value: number, { kind }: ExperimentEffect) =>
    kind === 'yes or no' ? formatNumber(value, { style: 'percent', digits: 2 }) : formatNumber(value);
  return {
    kind: 'table',
    caption: `What the experiment did, against "${control}"`,
    columns: [
      { name: 'outcome', title: 'Outcome' },
      { name: 'arm', title: 'Arm' },
      { name: 'treated', title: 'Customers', align: 'right' },
      { name: 'control', title: 'Control', align: 'right' },
      { name: 'treatedMean', title: 'Outcome, arm', align: 'right' },
      { name: 'controlMean', title: 'Outcome, control', align: 'right' },
      { name: 'effect', title: 'Effect', align: 'right' },
      { name: 'relative', title: 'Relative', align: 'right' },
      { name: 'corrected', title: 'p, corrected', align: 'right', format: { digits: 4 } },
      { name: 'by', title: 'Decided by' },
      { name: 'flags', title: 'Remarks' },
    ],
    rows: effects.map((effect): TableCell[] => [
      effect.outcome,
      effect.arm,
      effect.treated,
      effect.control,
      level(effect.treatedMean, effect),
      level(effect.controlMean, effect),
      effectInWords(effect.decisive.absolute, effect.kind),
      effect.decisive.relative === undefined ? null : relativeInWords(effect.decisive.relative),
      effect.corrected,
      effect.decisive.by,
      effect.flags.length === 0 ? null : effect.flags.join(' '),
    ]),
    totalRows: effects.length,
    note: [
      `Verdict: ${DECISIONS[verdict.decision]}`,
      `We know: ${verdict.weKnow.join(' ')}`,
      `We do not know: ${verdict.weDoNotKnow.join(' ')}`,
      `Next: ${verdict.next.join(' ')}`,
      ...flags,
      `In brackets ${formatNumber(confidence, { style: 'percent' })} intervals, not corrected; p by Holm over all outcomes and arms.`,
    ].join(' '),
  };
}
