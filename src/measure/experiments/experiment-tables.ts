import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import type { TableCell, TableContent } from '../../display/bundle.js';
import { DISPLAY_KEY, type Displayable } from '../../display/bundle.js';
import { contentBundle } from '../../display/content-bundle.js';
import { effectInWords, pOf } from './effect-words.js';
import type { Experiment } from './experiment-result.js';

const shown = (content: TableContent): Displayable => ({ [DISPLAY_KEY]: () => contentBundle(content) });

/**
 * The verdict of an experiment as a table: what we know, what we do not know, what to do next.
 *
 * @example
 * const arms = Array.from(segmentation.ids, (_, i) => i % 2 === 0);
 * const outcomes = { spend: Array.from(segmentation.ids, (_, i) => i % 7) };
 * verdictTable(await experiment({ segmentation, arms, outcomes }));
 */
export function verdictTable({ verdict }: Experiment): Displayable {
  const rows = [
    ...verdict.weKnow.map((text) => ['We know', text]),
    ...verdict.weDoNotKnow.map((text) => ['We do not know', text]),
    ...verdict.next.map((text) => ['Next', text]),
  ];
  return shown({
    kind: 'table',
    caption: `Verdict: ${verdict.decision}${verdict.arm === undefined ? '' : `, "${verdict.arm}"`}`,
    columns: [
      { name: 'what', title: '' },
      { name: 'sentence', title: 'In words' },
    ],
    rows,
    totalRows: rows.length,
  });
}

/**
 * The effect of each arm on the first outcome by segment as a table, with the effect drawn towards all segments.
 *
 * @throws {InputError} For an experiment without segments.
 *
 * @example
 * const arms = Array.from(segmentation.ids, (_, i) => i % 2 === 0);
 * const outcomes = { spend: Array.from(segmentation.ids, (_, i) => i % 7) };
 * segmentEffectsTable(await experiment({ segmentation, arms, outcomes }));
 */
export function segmentEffectsTable({ bySegment, confidence, minimum }: Experiment): Displayable {
  if (bySegment.length === 0) {
    throw new InputError(
      'segmentEffectsTable: the experiment has no segments. Give experiment a segmentation.',
    );
  }
  const rows = bySegment.flatMap(({ arm, kind, segments }) =>
    segments.map(
      ({
        name,
        treated,
        control,
        treatedMean,
        controlMean,
        absolute,
        corrected,
        shrunken,
        flags,
      }): TableCell[] => {
        const size = (count: number) => (count < minimum ? `< ${minimum}` : count);
        const level = (value: number | undefined) =>
          value === undefined
            ? null
            : kind === 'yes or no'
              ? formatNumber(value, { style: 'percent', digits: 2 })
              : formatNumber(value);
        return [
          arm,
          name,
          size(treated),
          size(control),
          level(treatedMean),
          level(controlMean),
          absolute === undefined ? null : effectInWords(absolute, kind),
          corrected ?? null,
          shrunken === undefined ? null : effectInWords(shrunken, kind),
          flags.length === 0 ? null : flags.join(' '),
        ];
      },
    ),
  );
  const unlike = bySegment.map(({ arm, interaction, iSquared }) =>
    interaction === undefined
      ? `"${arm}": too few segments to compare.`
      : `"${arm}": Q = ${formatNumber(interaction.q)} on ${interaction.degreesOfFreedom} degrees of freedom, ${pOf(interaction.p)}; I² = ${formatNumber(iSquared ?? 0, { style: 'percent', digits: 0 })}.`,
  );
  return shown({
    kind: 'table',
    caption: `Effect on ${bySegment[0].outcome} by segment`,
    columns: [
      { name: 'arm', title: 'Arm' },
      { name: 'segment', title: 'Segment' },
      { name: 'treated', title: 'Customers', align: 'right' },
      { name: 'control', title: 'Control', align: 'right' },
      { name: 'treatedMean', title: 'Outcome, arm', align: 'right' },
      { name: 'controlMean', title: 'Outcome, control', align: 'right' },
      { name: 'effect', title: 'Effect', align: 'right' },
      { name: 'corrected', title: 'p, corrected', align: 'right', format: { digits: 4 } },
      { name: 'shrunken', title: 'Best guess', align: 'right' },
      { name: 'flags', title: 'Remarks' },
    ],
    rows,
    totalRows: rows.length,
    note: `Do segments differ? ${unlike.join(' ')} Best guess: the effect drawn towards that of all segments by as much as chance explains. In brackets ${formatNumber(confidence, { style: 'percent' })} intervals; segments with fewer than ${minimum} customers in an arm have no effect.`,
  });
}
