import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import type { TableCell } from '../../display/bundle.js';
import { chartLayout, LEGEND_ABOVE, numberAxis } from '../../display/chart-layout.js';
import { type Figure, figure } from '../../display/figure.js';
import { isolated } from '../../display/isolated.js';
import { REST_COLOR, SEGMENT_COLORS } from '../../display/palette.js';
import { plotlyText, shortName } from '../../display/plotly-text.js';
import type { ExperimentPlan } from '../../measure/experiments/experiment-plan.js';

const DASHES = ['solid', 'dash', 'dot', 'dashdot'];
const SYMBOLS = ['circle', 'diamond', 'square', 'triangle-up'];

/**
 * Chance to find an effect against its size, for one plan or several of the same outcome by name, with the effect that each
 * finds as planned.
 *
 * @throws {InputError} For no plan, more than four, and plans of shares and of numbers together.
 *
 * @example
 * powerCurve(experimentPlan({ baseline: 0.05, effect: 0.0125 }));
 * powerCurve({ small: experimentPlan({ baseline: 0.3, customers: 500 }), large: experimentPlan({ baseline: 0.3, customers: 5000 }) });
 */
export function powerCurve(
  plans: ExperimentPlan | Readonly<Record<string, ExperimentPlan>>,
  options: { readonly title?: string } = {},
): Figure {
  const named: (readonly [string, ExperimentPlan])[] = isPlan(plans)
    ? [[`${formatNumber(plans.customers)} customers`, plans]]
    : Object.entries(plans);
  if (named.length === 0 || named.length > DASHES.length) {
    throw new InputError(`powerCurve: there are ${named.length} plans. Give one to ${DASHES.length}.`);
  }
  const kinds = new Set(named.map(([, { kind }]) => kind));
  if (kinds.size > 1) {
    throw new InputError('powerCurve: plans of shares and of numbers have no common axis. Draw two figures.');
  }
  const isShare = kinds.has('yes or no');
  const factor = isShare ? 100 : 1;
  const size = (effect: number) =>
    `${formatNumber(effect * factor, { digits: 2 })}${isShare ? ' points' : ''}`;
  const percent = (power: number) => formatNumber(power, { style: 'percent', digits: 0 });
  const lines = named.map(([name, { curve }], i) => ({
    type: 'scatter',
    mode: 'lines',
    name: plotlyText(shortName(name), 28),
    x: curve.map(({ effect }) => effect * factor),
    y: curve.map(({ power }) => 100 * power),
    line: { color: SEGMENT_COLORS[i], width: 3, dash: DASHES[i] },
    hovertext: curve.map(({ effect, power }) =>
      plotlyText(`${name}: ${size(effect)} is found in ${percent(power)}`),
    ),
    hoverinfo: 'text',
  }));
  const marks = {
    type: 'scatter',
    mode: 'markers+text',
    showlegend: false,
    x: named.map(([, { effect }]) => effect * factor),
    y: named.map(([, { power }]) => 100 * power),
    marker: {
      color: named.map((_, i) => SEGMENT_COLORS[i]),
      symbol: named.map((_, i) => SYMBOLS[i]),
      size: 11,
      opacity: 1,
    },
    text: named.map(([, { effect }]) => size(effect)),
    textposition: named.map(([, { effect }]) => (effect > 0 ? 'bottom right' : 'bottom left')),
    cliponaxis: false,
    hoverinfo: 'skip',
  };
  const far = named.flatMap(([, { curve }]) => curve.map(({ effect }) => effect * factor));
  const [low, high] = [Math.min(0, ...far), Math.max(0, ...far)];
  const goal = {
    type: 'scatter',
    mode: 'lines',
    showlegend: false,
    x: [low, high],
    y: [80, 80],
    line: { color: REST_COLOR, dash: 'dot', width: 2 },
    hoverinfo: 'skip',
  };
  const rows = named.flatMap(([name, { curve }]) =>
    curve
      .filter((_, i) => i % 4 === 0)
      .map(({ effect, power }): TableCell[] => [name, effect * factor, power]),
  );
  return figure(
    {
      title: options.title ?? 'How likely is an effect found?',
      caption: `Line: chance that the test says there is an effect, by its true size. Mark: the effect of the plan. Dotted: 80%, which is usual. Where the line is low, nothing found is no proof of nothing there.`,
      alternativeText: `Line chart. Horizontal axis: true effect${isShare ? ', in percentage points' : ', in the unit of the outcome'}. Vertical axis: chance to find it. ${named.map(([name, { effect, power, treated, control }]) => `${isolated(name)}, ${formatNumber(treated)} customers in a treated arm and ${formatNumber(control)} in the control group: ${size(effect)} is found in ${percent(power)} of experiments`).join('; ')}.`,
      source: named
        .map(
          ([name, { treated, control }]) =>
            `${name}: ${formatNumber(treated)} treated in an arm, ${formatNumber(control)} control`,
        )
        .join('; '),
      table: {
        kind: 'table',
        caption: 'Chance to find an effect',
        columns: [
          { name: 'plan', title: 'Plan' },
          {
            name: 'effect',
            title: 'Effect',
            align: 'right',
            ...(isShare ? { unit: 'percentage points' } : {}),
            format: { digits: 2 },
          },
          { name: 'power', title: 'Found', align: 'right', format: { style: 'percent', digits: 0 } },
        ],
        rows,
        totalRows: rows.length,
      },
    },
    [goal, ...lines, marks],
    chartLayout(380, {
      xaxis: numberAxis(isShare ? 'True effect (percentage points)' : 'True effect (unit of the outcome)', {
        range: [low, high],
        fixedrange: true,
      }),
      yaxis: numberAxis('Found (%)', { range: [0, 103], fixedrange: true }),
      showlegend: named.length > 1,
      legend: LEGEND_ABOVE,
    }),
  );
}

function isPlan(plans: ExperimentPlan | Readonly<Record<string, ExperimentPlan>>): plans is ExperimentPlan {
  return 'curve' in plans && Array.isArray(plans.curve);
}
