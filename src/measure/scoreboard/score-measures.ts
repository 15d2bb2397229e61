import type { Estimate } from '../../core/estimate.js';
import { formatNumber, type NumberFormat } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import { checkKnown } from '../../core/unknown-name.js';
import { holm } from '../../stats/holm.js';
import { differenceOfEstimates } from '../../stats/rates/difference-of-estimates.js';
import type { Guardrails } from './guardrails.js';
import type { ScoreboardMeasure } from './measured-segments.js';
import { intervalCell } from './score-cells.js';
import { worseP } from './worse-p.js';

/** The five measures of a scoreboard, in their order. */
export const MEASURE_KEYS = ['conversion', 'lifetimeValue', 'engagement', 'satisfaction', 'return'] as const;
/** A measure of a scoreboard: `conversion`, `lifetimeValue`, `engagement`, `satisfaction` or `return`. */
export type MeasureKey = (typeof MEASURE_KEYS)[number];

/** What a measure of a scoreboard is called, and how it is read. */
export interface BoardMeasure {
  readonly measure: MeasureKey;
  readonly label: string;
  /** `undefined`: a plain number. */
  readonly unit: string | undefined;
  readonly better: 'higher' | 'lower';
  /** Whether any segment has it. */
  readonly isMeasured: boolean;
  /** What it should reach, where that was said. */
  readonly target: number | undefined;
}

/** One measure of one segment. */
export interface MeasureCell {
  readonly measure: MeasureKey;
  /** `undefined`: not measured. */
  readonly estimate: Estimate | undefined;
  /** Change since the last period; `undefined` where that is not known, as `because` says. */
  readonly change: Estimate | undefined;
  /** `not judged`: there is neither a last period nor a target. */
  readonly attention: 'needs attention' | 'no sign' | 'not judged' | 'not measured';
  /** Why, in a sentence. */
  readonly because: string;
}

/** The rule by which a cell needs attention. */
export const ATTENTION_RULE =
  'Needs attention: surely worse than in the last period or than the target (at most 1 board in 20 on which nothing got worse has such a mark, Holm), or a guardrail loss.';

const LEVEL = 0.05;
const LABELS: Readonly<Record<MeasureKey, string>> = {
  conversion: 'Conversion',
  lifetimeValue: 'Lifetime value',
  engagement: 'Engagement',
  satisfaction: 'Satisfaction',
  return: 'Return',
};

/** What measures are held against. */
export interface MeasureContext {
  readonly given: Readonly<Partial<Record<MeasureKey, ScoreboardMeasure>>>;
  readonly targets: Readonly<Partial<Record<MeasureKey, number>>>;
  readonly guardrails: Guardrails | undefined;
  readonly previous:
    | { readonly measures: readonly BoardMeasure[]; readonly rows: readonly PreviousRow[] }
    | undefined;
  readonly minimum: number;
}

interface PreviousRow {
  readonly key: string;
  readonly name: string;
  readonly measures: readonly MeasureCell[];
}

/**
 * The five measures of each group of a scoreboard: estimate, change since the last period, and whether it needs attention.
 *
 * @throws {InputError} For a measure that is none, a segment that is none, an estimate with a value that is no finite number, a
 *   target that is none, and a last period whose segments have other names.
 */
export function scoreMeasures(
  groups: readonly { readonly key: string; readonly name: string }[],
  context: MeasureContext,
): { readonly measures: readonly BoardMeasure[]; readonly cells: readonly (readonly MeasureCell[])[] } {
  const { given, targets, previous } = context;
  check(groups, context);
  const measures = MEASURE_KEYS.map((measure): BoardMeasure => {
    const own = given[measure];
    return {
      measure,
      label: own?.label ?? LABELS[measure],
      unit: own?.unit,
      better: own?.better ?? 'higher',
      isMeasured: groups.some(({ key }) => own?.bySegment[key] !== undefined),
      target: targets[measure],
    };
  });
  const open = groups.map(({ key }) =>
    measures.map((measure, m) => {
      const own = given[measure.measure];
      const estimate = own?.bySegment[key];
      const before = previous?.rows.find((row) => row.key === key)?.measures[m].estimate;
      const isSame =
        previous?.measures[m].label === measure.label && previous.measures[m].unit === measure.unit;
      const change =
        estimate === undefined
          ? undefined
          : (own?.change?.[key] ??
            (before === undefined || !isSame ? undefined : changeOf(estimate, before)));
      const shown = estimate !== undefined && estimate.n >= context.minimum;
      const fell = shown && change !== undefined ? worseP(change, 0, measure.better) : undefined;
      const short =
        shown && measure.target !== undefined ? worseP(estimate, measure.target, measure.better) : undefined;
      return {
        measure,
        estimate,
        change,
        fell,
        short,
        before: before === undefined ? 'absent' : isSame ? 'there' : 'unlike',
      } as const;
    }),
  );
  // Every comparison of the board counts, so that one mark in twenty boards is false, not one in twenty cells.
  const tests = open.flat().flatMap(({ fell, short }) => [fell, short].filter((p) => p !== undefined));
  const corrected = holm(tests);
  let next = 0;
  const take = (p: number | undefined) => (p === undefined ? undefined : corrected[next++]);
  const cells = open.map((row, g) =>
    row.map(({ measure, estimate, fell, short, change, before }): MeasureCell => {
      const [fallen, missed] = [take(fell), take(short)];
      const base = { measure: measure.measure, estimate, change };
      if (estimate === undefined) return { ...base, attention: 'not measured', because: 'Not measured.' };
      const alarms = [
        ...(fallen !== undefined && fallen < LEVEL
          ? [`Worse than in the last period: ${changeCell(change!, measure)}.`]
          : []),
        ...(missed !== undefined && missed < LEVEL
          ? [`Misses the target of ${formatNumber(measure.target!, formatOf(measure))}.`]
          : []),
        ...(measure.measure === 'conversion' ? losses(context.guardrails, groups[g].key) : []),
      ];
      if (alarms.length > 0) return { ...base, attention: 'needs attention', because: alarms.join(' ') };
      if (fallen !== undefined || missed !== undefined) {
        return { ...base, attention: 'no sign', because: 'No sign that it is worse.' };
      }
      return { ...base, attention: 'not judged', because: whyNot(estimate, before, context) };
    }),
  );
  return { measures, cells };
}

function whyNot(
  estimate: Estimate,
  before: 'absent' | 'there' | 'unlike',
  { previous, minimum }: MeasureContext,
): string {
  if (estimate.n < minimum) return `Fewer than ${minimum} observations.`;
  if (before === 'unlike') return 'The last period measured something else.';
  if (before === 'there') return 'The two periods have no intervals of one confidence to compare.';
  return previous === undefined
    ? 'Nothing to hold it against: no last period and no target.'
    : 'Not measured in the last period, and there is no target.';
}

/** Of estimates without an interval, or of unlike confidence, the change has none either and is not told. */
function changeOf(now: Estimate, before: Estimate): Estimate | undefined {
  const isUsable = [now, before].every(({ low, high }) => Number.isFinite(low) && Number.isFinite(high));
  return isUsable && now.confidence === before.confidence ? differenceOfEstimates(now, before) : undefined;
}

function losses(guardrails: Guardrails | undefined, key: string): string[] {
  return (guardrails?.results ?? [])
    .filter((result) => result.key === key && result.verdict === 'loss')
    .map(
      ({ arm, title, difference }) =>
        `Guardrail loss in "${arm}": ${title} ${intervalCell(difference, { digits: 2 }, 100)} points.`,
    );
}

function check(
  groups: readonly { readonly key: string; readonly name: string }[],
  context: MeasureContext,
): void {
  const who = 'scoreboard';
  const { given, targets, previous, guardrails } = context;
  checkKnown(who, 'measure', [...Object.keys(given), ...Object.keys(targets)], MEASURE_KEYS);
  const keys = groups.map(({ key }) => key);
  for (const [measure, own] of Object.entries(given)) {
    if (typeof own?.bySegment !== 'object' || own.bySegment === null) {
      throw new InputError(
        `${who}: ${measure} has no estimates by segment. Give { bySegment: { ${keys[0]}: … } }, or what a door calls its \`measure\`.`,
      );
    }
    checkKnown(who, `segment of ${measure}`, Object.keys(own.bySegment), keys);
    for (const [key, estimate] of Object.entries(own.bySegment)) {
      if (estimate === undefined || Number.isFinite(estimate.value)) continue;
      throw new InputError(
        `${who}: ${measure} of segment "${key}" is ${estimate.value}. Leave out what was not measured.`,
      );
    }
  }
  for (const [measure, target] of Object.entries(targets)) {
    if (Number.isFinite(target)) continue;
    throw new InputError(`${who}: the target of ${measure} is ${target}. It is a number.`);
  }
  for (const source of [previous?.rows, guardrails?.results]) {
    const other = source?.find(({ key, name }) =>
      groups.some((group) => group.key === key && group.name !== name),
    );
    if (other === undefined) continue;
    const now = groups.find(({ key }) => key === other.key)!;
    throw new InputError(
      `${who}: segment "${other.key}" is "${now.name}" now and "${other.name}" in ${source === previous?.rows ? 'the last period' : 'the guardrails'}. A change is that of the same segment: name them alike, or place the customers of both periods by one segmentation.`,
    );
  }
}

/** How numbers of a measure are written. */
export function formatOf({ unit }: Pick<BoardMeasure, 'unit'>): NumberFormat {
  if (unit === 'share') return { style: 'percent', digits: 1 };
  return unit === 'points' ? { digits: 1 } : {};
}

/** "+1.2 (−0.3 to 2.7)", shares in percentage points. */
export function changeCell(change: Estimate, { unit }: Pick<BoardMeasure, 'unit'>): string {
  const isShare = unit === 'share';
  const largest = Math.max(...[change.value, change.low, change.high].map(Math.abs));
  const digits = isShare || unit === 'points' ? 1 : largest >= 100 ? 0 : largest >= 10 ? 1 : 2;
  const format: NumberFormat = largest < 0.1 && !isShare ? {} : { digits };
  const text = intervalCell(change, format, isShare ? 100 : 1);
  return `${change.value > 0 && /[1-9]/.test(text.split(' ')[0]) ? '+' : ''}${text}`;
}
