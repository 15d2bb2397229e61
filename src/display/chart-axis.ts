import { formatNumber } from '../core/format.js';
import { calendarSteps } from './calendar-steps.js';
import type { PlotlyObject } from './figure.js';
import { listAt, numberAt, textAt } from './plotly-value.js';
import { plotlyLines } from './svg-text.js';

/** A place on an axis that is named. */
export interface Tick {
  /** From 0, the start of the axis, to 1, its end. */
  readonly share: number;
  readonly lines: readonly string[];
}

/** How values of one axis of a chart are placed. */
export interface ChartAxis {
  /** Share of the axis' length at which a value lies; `NaN` for what has no place. */
  share(value: unknown): number;
  readonly ticks: readonly Tick[];
  readonly spec: PlotlyObject;
}

type Kind = 'linear' | 'log' | 'date' | 'category';

const TICKS = 6;
const DAY_MS = 86_400_000;

/**
 * An axis as Plotly describes it, fitted to its values.
 *
 * @param values - All that stands on it.
 * @param fit - Whether bars start on it, and whether it ends where its values do.
 */
export function chartAxis(
  spec: PlotlyObject,
  values: readonly unknown[],
  fit: { readonly fromZero: boolean; readonly isTight: boolean },
): ChartAxis {
  const kind = kindOf(spec, values);
  const categories = kind === 'category' ? [...new Set(values.map(String))] : [];
  const placeOfCategory = new Map(categories.map((name, i) => [name, i]));
  const number = (value: unknown): number => {
    if (value === null || value === undefined) return Number.NaN;
    if (kind === 'category') return placeOfCategory.get(String(value)) ?? Number(value);
    if (kind === 'date') {
      if (typeof value === 'number') return value; // milliseconds, as Plotly takes them
      return value instanceof Date ? value.getTime() : Date.parse(String(value));
    }
    const plain = Number(value);
    return kind === 'log' ? (plain > 0 ? Math.log10(plain) : Number.NaN) : plain;
  };
  const [low, high] = rangeOf(spec, kind, values.map(number), categories.length, fit, number);
  const share = (value: unknown) => (number(value) - low) / (high - low);
  const isInside = ({ share: at }: Tick) => at >= -1e-9 && at <= 1 + 1e-9;
  const given = listAt(spec, 'tickvals');
  const texts = listAt(spec, 'ticktext');
  const ticks =
    given.length > 0
      ? given.map((value, i) => ({ share: share(value), lines: plotlyLines(texts[i] ?? label(value, spec)) }))
      : kind === 'category'
        ? thinned(categories).map((name) => ({ share: share(name), lines: plotlyLines(name) }))
        : niceTicks(kind, Math.min(low, high), Math.max(low, high), spec).map(({ at, text }) => ({
            share: (at - low) / (high - low),
            lines: [text],
          }));
  return { share, ticks: ticks.filter(isInside), spec };
}

function kindOf(spec: PlotlyObject, values: readonly unknown[]): Kind {
  const type = textAt(spec, 'type');
  if (type === 'log' || type === 'date' || type === 'category' || type === 'linear') return type;
  const known = values.filter((value) => value !== null && value !== undefined);
  if (known.length > 0 && known.every((value) => value instanceof Date || isDateText(value))) return 'date';
  return known.some((value) => typeof value === 'string' && !Number.isFinite(Number(value)))
    ? 'category'
    : 'linear';
}

function isDateText(value: unknown): boolean {
  return (
    typeof value === 'string' &&
    /^\d{4}-\d\d(-\d\d)?([T ].*)?$/.test(value) &&
    !Number.isNaN(Date.parse(value))
  );
}

function rangeOf(
  spec: PlotlyObject,
  kind: Kind,
  numbers: readonly number[],
  categories: number,
  { fromZero, isTight }: { readonly fromZero: boolean; readonly isTight: boolean },
  number: (value: unknown) => number,
): readonly [number, number] {
  const given = listAt(spec, 'range').map((end) => (kind === 'date' ? number(end) : Number(end)));
  if (given.length === 2 && given.every(Number.isFinite) && given[0] !== given[1])
    return [given[0], given[1]];
  const isReversed = spec.autorange === 'reversed';
  const [low, high] = kind === 'category' ? [-0.5, Math.max(1, categories) - 0.5] : fitted();
  return isReversed ? [high, low] : [low, high];

  function fitted(): [number, number] {
    let least = Infinity;
    let most = -Infinity;
    for (const value of numbers) {
      if (!Number.isFinite(value)) continue;
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    if (least > most) return [0, 1];
    const isToZero = (fromZero || spec.rangemode === 'tozero') && kind === 'linear';
    if (isToZero) [least, most] = [Math.min(0, least), Math.max(0, most)];
    const room = (most - least || Math.abs(most) || 1) * (isTight && most > least ? 0 : 0.06);
    return [isToZero && least === 0 ? 0 : least - room, isToZero && most === 0 ? 0 : most + room];
  }
}

function niceTicks(
  kind: Kind,
  low: number,
  high: number,
  spec: PlotlyObject,
): { at: number; text: string }[] {
  if (kind === 'date') {
    const own = numberAt(spec, 'dtick', 0);
    const moments = calendarSteps(low, high, own > 0 ? own : (high - low) / TICKS);
    const step = moments[1] - moments[0];
    return moments.map((at) => ({ at, text: momentText(at, step) }));
  }
  const step = kind === 'log' ? Math.max(1, Math.ceil((high - low) / TICKS)) : niceStep(high - low, spec);
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const ticks = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) {
    const at = i * step;
    ticks.push({
      at,
      text: label(kind === 'log' ? 10 ** at : at, spec, kind === 'log' ? undefined : digits),
    });
  }
  return ticks;
}

/** As much of a moment as tells it from the next. */
function momentText(at: number, step: number): string {
  const text = new Date(at).toISOString();
  if (step < DAY_MS) return text.slice(0, 16).replace('T', ' ');
  return text.slice(0, step < 28 * DAY_MS ? 10 : step < 360 * DAY_MS ? 7 : 4);
}

function niceStep(span: number, spec: PlotlyObject): number {
  const own = numberAt(spec, 'dtick', 0);
  if (own > 0 && span / own < 50) return own;
  const rough = span / TICKS;
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10);
}

function label(value: unknown, spec: PlotlyObject, digits?: number): string {
  const number = Number(value);
  if (typeof value !== 'number' || !Number.isFinite(number)) return String(value);
  const percent = /%$/.test(textAt(spec, 'tickformat'));
  const shown = formatNumber(number, {
    ...(percent
      ? { style: 'percent' as const, digits: Math.max(0, (digits ?? 2) - 2) }
      : digits === undefined
        ? {}
        : { digits }),
  });
  return `${textAt(spec, 'tickprefix')}${shown}${textAt(spec, 'ticksuffix')}`;
}

function thinned(names: readonly string[]): readonly string[] {
  const every = Math.ceil(names.length / 40);
  return names.filter((_, i) => i % every === 0);
}
