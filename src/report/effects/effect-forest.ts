import type { Estimate } from '../../core/estimate.js';
import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import { unknownName } from '../../core/unknown-name.js';
import type { TableCell } from '../../display/bundle.js';
import { chartLayout, emptyLayout, nameAxis, numberAxis } from '../../display/chart-layout.js';
import { counted } from '../../display/counted.js';
import { type Figure, figure } from '../../display/figure.js';
import { isolated } from '../../display/isolated.js';
import { REST_COLOR, segmentStyles } from '../../display/palette.js';
import { plotlyText, shortName } from '../../display/plotly-text.js';
import type {
  ArmBySegment,
  Experiment,
  ExperimentEffect,
} from '../../measure/experiments/experiment-result.js';

interface ForestRow {
  readonly name: string;
  readonly color: string;
  readonly symbol: string;
  readonly estimate: Estimate;
  readonly shrunken: Estimate | undefined;
  readonly treated: number;
  readonly control: number;
}

/** What of an experiment is drawn. */
export interface EffectForestOptions {
  /** Default: the one that wins, else the first. */
  readonly arm?: string;
  readonly title?: string;
  /** Whether the best guess for each segment, drawn towards all, is shown beside the effect, default true. */
  readonly shrunken?: boolean;
  /** Pixels of a row, default 44. */
  readonly rowHeight?: number;
}

/**
 * The effect of an arm on the first outcome in each segment and over all customers, with intervals: a forest plot. Segments
 * with too few customers stay out.
 *
 * @throws {InputError} For an arm that the experiment does not have.
 *
 * @example
 * const arms = Array.from(segmentation.ids, (_, i) => i % 2 === 0);
 * const outcomes = { spend: Array.from(segmentation.ids, (_, i) => i % 7) };
 * effectForest(await experiment({ segmentation, arms, outcomes }));
 */
export function effectForest(result: Experiment, options: EffectForestOptions = {}): Figure {
  const { shrunken = true, rowHeight = 44 } = options;
  const [first] = result.effects;
  if (first === undefined) throw new InputError('effectForest: the experiment has no effect.');
  const arm = options.arm ?? result.verdict.arm ?? first.arm;
  const effect = result.effects.find((each) => each.outcome === first.outcome && each.arm === arm);
  if (effect === undefined) {
    throw unknownName(
      'effectForest',
      'arm',
      arm,
      result.arms.slice(1).map((each) => each.arm),
    );
  }
  const segments = result.bySegment.find((each) => each.arm === arm);
  const rows = rowsOf(effect, segments, shrunken);
  const factor = effect.kind === 'yes or no' ? 100 : 1;
  const unit = effect.kind === 'yes or no' ? 'percentage points' : undefined;
  const marks = {
    type: 'scatter',
    mode: 'markers',
    showlegend: false,
    x: rows.map(({ estimate }) => estimate.value * factor),
    y: rows.map((_, i) => i),
    error_x: {
      type: 'data',
      symmetric: false,
      array: rows.map(({ estimate }) => (estimate.high - estimate.value) * factor),
      arrayminus: rows.map(({ estimate }) => (estimate.value - estimate.low) * factor),
      color: REST_COLOR,
      thickness: 2,
      width: 4,
    },
    marker: {
      color: rows.map(({ color }) => color),
      symbol: rows.map(({ symbol }) => symbol),
      size: 12,
      opacity: 1,
    },
    cliponaxis: false,
    hovertext: rows.map((row) => plotlyText(inWords(row, effect.kind))),
    hoverinfo: 'text',
  };
  const guessed = rows.flatMap((row, i) =>
    row.shrunken === undefined ? [] : [{ row, i, value: row.shrunken.value * factor }],
  );
  const guesses = {
    type: 'scatter',
    mode: 'markers',
    showlegend: false,
    x: guessed.map(({ value }) => value),
    y: guessed.map(({ i }) => i + 0.22),
    marker: {
      color: guessed.map(({ row }) => row.color),
      symbol: 'line-ns-open',
      size: 10,
      line: { width: 3 },
    },
    cliponaxis: false,
    hovertext: guessed.map(({ row }) =>
      plotlyText(`${row.name}, best guess: ${signed(row.shrunken!.value, effect.kind)}`),
    ),
    hoverinfo: 'text',
  };
  const ends = rows.flatMap(({ estimate }) => [estimate.low * factor, estimate.high * factor]);
  const [low, high] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  const span = high - low || 1;
  const numbers = {
    type: 'scatter',
    mode: 'text',
    showlegend: false,
    x: rows.map(() => high + span * 0.04),
    y: rows.map((_, i) => i),
    text: rows.map(({ estimate }) => signed(estimate.value, effect.kind)),
    textposition: 'middle right',
    cliponaxis: false,
    hoverinfo: 'skip',
  };
  const drawn = chartLayout(96 + rowHeight * rows.length, {
    xaxis: numberAxis(`Effect on ${shortName(effect.outcome, 18)} (${unit ?? 'in its unit'})`, {
      range: [low - span * 0.06, high + span * 0.28],
      zeroline: true,
      zerolinewidth: 2,
      zerolinecolor: REST_COLOR,
      fixedrange: true,
    }),
    yaxis: nameAxis(rows.map(({ name }) => name)),
  });
  const isMeasured = rows.length > 0;
  return figure(
    {
      title: options.title ?? `Effect of ${arm} on ${effect.outcome} by segment`,
      caption: captionOf(result, effect, segments, guessed.length > 0),
      alternativeText: isMeasured
        ? `Chart of effects with intervals. A row for each segment and one for all customers; horizontal axis: ${isolated(effect.outcome)} of ${isolated(arm)} less that of ${isolated(result.control)}${unit === undefined ? '' : `, in ${unit}`}. ${rows.map((row) => inWords(row, effect.kind)).join('; ')}.`
        : 'Chart without marks: no effect was measured.',
      source: `${counted(effect.treated + effect.control, 'customer')} by lot: ${counted(effect.treated, 'customer')} ${arm}, ${counted(effect.control, 'customer')} ${result.control}`,
      table: {
        kind: 'table',
        caption: `Effect on ${effect.outcome}`,
        columns: [
          { name: 'segment', title: 'Segment' },
          {
            name: 'effect',
            title: 'Effect',
            align: 'right',
            ...(unit === undefined ? {} : { unit }),
            format: { digits: 2 },
          },
          { name: 'low', title: 'Low', align: 'right', format: { digits: 2 } },
          { name: 'high', title: 'High', align: 'right', format: { digits: 2 } },
          { name: 'guess', title: 'Best guess', align: 'right', format: { digits: 2 } },
          { name: 'treated', title: 'Customers', align: 'right' },
          { name: 'control', title: 'Control', align: 'right' },
        ],
        rows: rows.map(({ name, estimate, shrunken: guess, treated, control }): TableCell[] => [
          name,
          estimate.value * factor,
          estimate.low * factor,
          estimate.high * factor,
          guess === undefined ? null : guess.value * factor,
          treated,
          control,
        ]),
        totalRows: rows.length,
      },
    },
    isMeasured ? [marks, ...(guessed.length > 0 ? [guesses] : []), numbers] : [],
    isMeasured ? drawn : emptyLayout('No effect was measured.'),
  );
}

function rowsOf(
  effect: ExperimentEffect,
  segments: ArmBySegment | undefined,
  shrunken: boolean,
): ForestRow[] {
  const styles = segmentStyles(segments?.segments ?? []);
  const own = (segments?.segments ?? []).flatMap((segment, s): ForestRow[] =>
    segment.absolute === undefined
      ? []
      : [
          {
            name: segment.name,
            color: styles[s].color,
            symbol: styles[s].symbol,
            estimate: segment.absolute,
            shrunken: shrunken ? segment.shrunken : undefined,
            treated: segment.treated,
            control: segment.control,
          },
        ],
  );
  const { treated, control, decisive } = effect;
  const all = {
    name: 'All customers',
    color: REST_COLOR,
    symbol: 'diamond',
    estimate: decisive.absolute,
    shrunken: undefined,
  };
  return [...own, { ...all, treated, control }];
}

function captionOf(
  { confidence, minimum }: Experiment,
  { decisive }: ExperimentEffect,
  segments: ArmBySegment | undefined,
  hasGuesses: boolean,
): string {
  const percent = formatNumber(confidence, { style: 'percent' });
  const said = [
    `Mark: effect. Line: ${percent} interval; where it crosses the line at 0, the data do not show an effect.`,
  ];
  if (hasGuesses)
    said.push('Upright stroke: best guess, drawn towards all customers by as much as chance explains.');
  const { interaction, iSquared } = segments ?? {};
  if (interaction !== undefined) {
    const p = interaction.p < 0.001 ? 'p < 0.001' : `p = ${formatNumber(interaction.p, { digits: 3 })}`;
    const share = formatNumber(iSquared ?? 0, { style: 'percent', digits: 0 });
    said.push(
      interaction.p < 0.05
        ? `Segments differ by more than chance (${p}; ${share} of the differences).`
        : `That segments differ is not shown (${p}).`,
    );
  }
  const out = segments?.segments.filter(({ absolute }) => absolute === undefined).length ?? 0;
  if (out > 0)
    said.push(`Left out, with fewer than ${minimum} customers in an arm: ${counted(out, 'segment')}.`);
  if (decisive.by === 'adjusted') said.push('Freed of the value from before (CUPED).');
  if (decisive.by === 'at any time')
    said.push('The interval of all customers holds at every look; those of segments do not.');
  return said.join(' ');
}

function inWords(
  { name, estimate: { value, low, high } }: ForestRow,
  kind: ExperimentEffect['kind'],
): string {
  return `${isolated(name)}: ${signed(value, kind)} (${signed(low, kind)} to ${signed(high, kind)})`;
}

function signed(value: number, kind: ExperimentEffect['kind']): string {
  const text = kind === 'yes or no' ? formatNumber(value * 100, { digits: 1 }) : formatNumber(value);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}
