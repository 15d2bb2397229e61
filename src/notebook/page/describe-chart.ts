import { formatNumber } from '../../core/format.js';
import type { FigureContent, TableCell, TableColumn } from '../../display/bundle.js';
import { type ReadChart, titleText } from './read-chart.js';

type Trace = ReadChart['chart']['data'][number];

const ROLES = ['labels', 'x', 'y', 'z', 'values', 'text'];

/**
 * Words and data of a chart that came without them: type, axes, series and ranges, and every value that is
 * drawn, as a table with one row a point.
 */
export function describeChart(read: ReadChart): FigureContent {
  const { data, layout } = read.chart;
  const axis = (name: string) =>
    titleText((layout[name] as { title?: unknown } | undefined)?.title) || name[0];
  const titles: Readonly<Record<string, string>> = { x: axis('xaxis'), y: axis('yaxis') };
  const roles = ROLES.filter((role) => data.some((trace) => Array.isArray(trace[role]) && role !== 'text'));
  const series = data.map((trace, i) => (typeof trace.name === 'string' ? trace.name : `Series ${i + 1}`));
  const rows = data.flatMap((trace, i) => rowsOf(trace, roles, series[i]));
  const columns: TableColumn[] = [
    ...(data.length > 1 ? [{ name: 'series', title: 'Series' }] : []),
    ...roles.map((role, j) => ({
      name: role,
      title: titles[role] ?? role,
      align: rows.some((row) => typeof row[j + 1] === 'number') ? ('right' as const) : ('left' as const),
    })),
  ];
  const shown = data.length > 1 ? rows : rows.map((row) => row.slice(1));
  const title = read.title === '' ? 'Chart' : read.title;
  const kinds = read.types.map((type) => TYPE_NAMES[type] ?? type).join(' and ') || 'chart';
  const ranges = roles.map((role, j) =>
    rangeOf(
      titles[role] ?? role,
      rows.map((row) => row[j + 1]),
    ),
  );
  const names = data.length > 1 ? [`Series: ${series.slice(0, 12).join(', ')}`] : [];
  const words = [
    `${capital(kinds)}, ${count(rows.length)}`,
    ...ranges.filter((range) => range !== ''),
    ...names,
  ];
  return {
    kind: 'figure',
    title,
    caption: '',
    alternativeText: `${words.join('. ')}.`,
    table: { kind: 'table', caption: `Data of ${title}`, columns, rows: shown, totalRows: shown.length },
  };
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  scatter: 'scatter or line chart',
  bar: 'bar chart',
  pie: 'pie chart',
  box: 'box plot',
  heatmap: 'heat map',
  histogram: 'histogram',
  violin: 'violin plot',
};

const count = (rows: number) => `${formatNumber(rows)} ${rows === 1 ? 'value' : 'values'}`;
const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);

function rowsOf(trace: Trace, roles: readonly string[], series: string): TableCell[][] {
  const z = trace.z;
  if (Array.isArray(z) && z.every((row) => Array.isArray(row))) {
    return z.flatMap((line: unknown[], i) =>
      line.map((value, j) => [
        series,
        ...roles.map((role) =>
          role === 'z' ? cell(value) : cell((trace[role] as unknown[])?.[role === 'x' ? j : i]),
        ),
      ]),
    );
  }
  const values = roles.map((role) => (Array.isArray(trace[role]) ? (trace[role] as unknown[]) : []));
  const length = Math.max(0, ...values.map((list) => list.length));
  return Array.from({ length }, (_, i) => [series, ...values.map((list) => cell(list[i]))]);
}

function cell(value: unknown): TableCell {
  if (value === undefined || value === null) return null;
  return typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean'
    ? value
    : JSON.stringify(value);
}

function rangeOf(title: string, values: readonly TableCell[]): string {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (typeof value !== 'number') continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low <= high) return `${title} from ${formatNumber(low)} to ${formatNumber(high)}`;
  const names = [...new Set(values.filter((value) => value !== null))].map(String);
  if (names.length === 0) return '';
  return `${title}: ${names.slice(0, 12).join(', ')}${names.length > 12 ? ` and ${names.length - 12} more` : ''}`;
}
