import { checkGiven } from '../../core/check-given.js';
import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import { DISPLAY_KEY, type Displayable, type TableCell } from '../../display/bundle.js';
import { contentBundle } from '../../display/content-bundle.js';
import { counted } from '../../display/counted.js';
import { detectableEffect, detectableShare } from '../../stats/experiments/detectable-difference.js';
import { proportionPower } from '../../stats/experiments/proportion-power.js';
import { proportionSampleSize } from '../../stats/experiments/proportion-sample-size.js';
import { tTestPower } from '../../stats/experiments/t-test-power.js';
import { tTestSampleSize } from '../../stats/experiments/t-test-sample-size.js';

/** What is known before an experiment. */
export interface ExperimentPlanOptions {
  /** Without the treatment: the share of yes, above 0 and below 1; or mean and standard deviation of a number. */
  readonly baseline: number | { readonly mean: number; readonly standardDeviation: number };
  /**
   * Effect to be found, absolute: 0.01 is one point of a share. Or `{ relative }`: 0.1 is 10% of the baseline. With it the
   * plan says how many customers that takes; without it, what `customers` can find.
   */
  readonly effect?: number | { readonly relative: number };
  /** Customers of all arms together. */
  readonly customers?: number;
  /** Customers that come in a day: then the plan says how long it takes. */
  readonly customersPerDay?: number;
  /** Arms, the control group among them, from 2 on; default 2. Alpha is divided by the comparisons with the control group. */
  readonly arms?: number;
  /** Part of the customers in the control group, above 0 and below 1; default the same in all arms. */
  readonly controlShare?: number;
  /** Chance to find the effect, default 0.8. */
  readonly power?: number;
  /** Chance of a false alarm, two-sided, default 0.05. */
  readonly alpha?: number;
}

/** How large an experiment has to be, or what it can find. It displays as a table. */
export interface ExperimentPlan extends Displayable {
  readonly kind: 'number' | 'yes or no';
  /** Customers of each treated arm and of the control group, whole. */
  readonly treated: number;
  readonly control: number;
  /** Of all arms. */
  readonly customers: number;
  /** Effect that is found with `power`, absolute. */
  readonly effect: number;
  /** The same over the baseline; `undefined` for a mean of 0. */
  readonly relativeEffect: number | undefined;
  readonly power: number;
  readonly alpha: number;
  /** Of a single comparison. */
  readonly alphaEach: number;
  /** Days until all customers have come; `undefined` without customers a day. */
  readonly days: number | undefined;
  /** Power against the effect, for figures: of the customers of the plan. */
  readonly curve: readonly { readonly effect: number; readonly power: number }[];
  readonly because: string;
}

const MOST_DAYS = 56;

/**
 * How many customers an experiment needs, or what it can find with those there are: power, minimum detectable effect, sample
 * size and duration, for shares (z test) and numbers (Student's t).
 *
 * @throws {InputError} For neither an effect nor customers, an effect of 0 or beyond what a share can be, numbers out of range.
 *
 * Source: at `proportionPower` and `tTestPower`; more arms by Bonferroni.
 *
 * @example
 * const plan = experimentPlan({ baseline: 0.05, effect: 0.0125, customersPerDay: 1000 });
 * [plan.treated, plan.customers, plan.days]; // [5333, 10666, 11]
 */
export function experimentPlan(options: ExperimentPlanOptions): ExperimentPlan {
  checkGiven('experimentPlan', options);
  const who = 'experimentPlan';
  const { baseline, arms = 2, power = 0.8, alpha = 0.05, customersPerDay, customers } = options;
  if (!Number.isInteger(arms) || arms < 2) {
    throw new InputError(
      `${who}: arms is ${arms}. It is a whole number from 2 on, the control group among them.`,
    );
  }
  const { controlShare = 1 / arms } = options;
  if (!(controlShare > 0 && controlShare < 1)) {
    throw new InputError(`${who}: controlShare is ${controlShare}. It lies between 0 and 1.`);
  }
  if (customersPerDay !== undefined && !(customersPerDay > 0 && Number.isFinite(customersPerDay))) {
    throw new InputError(`${who}: customersPerDay is ${customersPerDay}. It is above 0.`);
  }
  const treatedShare = (1 - controlShare) / (arms - 1);
  const ratio = controlShare / treatedShare;
  const alphaEach = alpha / (arms - 1);
  const test = testOf(who, baseline, { ratio, alpha: alphaEach, power });
  const wanted = effectOf(who, options.effect, test.mean);
  if (wanted === undefined && customers === undefined) {
    throw new InputError(`${who}: give the effect to be found, or the customers there are.`);
  }
  if (customers !== undefined && !(customers > 0 && Number.isFinite(customers))) {
    throw new InputError(`${who}: customers is ${customers}. It is above 0.`);
  }
  const n = customers !== undefined ? customers * treatedShare : test.size(wanted!);
  const whole = (count: number) => Math.ceil(count - 1e-9);
  const [treated, control] =
    customers !== undefined
      ? [Math.floor(n), Math.floor(customers * controlShare)]
      : [whole(n), whole(n * ratio)];
  if (treated < 2 || control < 2) {
    throw new InputError(
      `${who}: an arm has ${Math.min(treated, control)} customers. Two or more are needed.`,
    );
  }
  const found = wanted ?? test.effect(n);
  const reached = customers === undefined || wanted === undefined ? power : test.power(wanted, n);
  const all = customers ?? treated * (arms - 1) + control;
  const days = customersPerDay === undefined ? undefined : Math.ceil(all / customersPerDay);
  const result: Omit<ExperimentPlan, typeof DISPLAY_KEY | 'because'> = {
    kind: test.kind,
    treated,
    control,
    customers: all,
    effect: found,
    relativeEffect: test.mean === 0 ? undefined : found / test.mean,
    power: reached,
    alpha,
    alphaEach,
    days,
    curve: curveOf(test, found, n),
  };
  const because = inWords(result, power);
  return { ...result, because, [DISPLAY_KEY]: () => contentBundle(contentOf(result, because)) };
}

interface PlannedTest {
  readonly kind: 'number' | 'yes or no';
  readonly mean: number;
  /** Largest effect that can be, in the direction of more. */
  readonly most: number;
  size(effect: number): number;
  effect(n: number): number;
  power(effect: number, n: number): number;
}

function testOf(
  who: string,
  baseline: ExperimentPlanOptions['baseline'],
  settings: { readonly ratio: number; readonly alpha: number; readonly power: number },
): PlannedTest {
  if (typeof baseline === 'number') {
    if (!(baseline > 0 && baseline < 1)) {
      throw new InputError(
        `${who}: the baseline is ${baseline}. A share lies between 0 and 1; of a number give mean and standardDeviation.`,
      );
    }
    const treated = (effect: number) => {
      const share = baseline + effect;
      if (share > 0 && share < 1) return share;
      throw new InputError(
        `${who}: an effect of ${effect} makes a share of ${share} out of ${baseline}. Shares lie between 0 and 1.`,
      );
    };
    return {
      kind: 'yes or no',
      mean: baseline,
      most: 1 - baseline,
      size: (effect) => proportionSampleSize({ control: baseline, treated: treated(effect), ...settings }),
      effect: (n) => {
        const share = detectableShare({ control: baseline, n, ...settings });
        if (share !== undefined) return share - baseline;
        throw new InputError(
          `${who}: with so few customers no effect is found with a power of ${settings.power}.`,
        );
      },
      power: (effect, n) => proportionPower({ control: baseline, treated: treated(effect), n, ...settings }),
    };
  }
  const { mean, standardDeviation } = baseline;
  if (!(standardDeviation > 0 && Number.isFinite(standardDeviation)) || !Number.isFinite(mean)) {
    throw new InputError(
      `${who}: the baseline has mean ${mean} and standard deviation ${standardDeviation}. The latter is above 0.`,
    );
  }
  return {
    kind: 'number',
    mean,
    most: Infinity,
    size: (effect) => tTestSampleSize({ effect: effect / standardDeviation, ...settings }),
    effect: (n) => detectableEffect({ n, ...settings }) * standardDeviation,
    power: (effect, n) => tTestPower({ effect: effect / standardDeviation, n, ...settings }),
  };
}

function effectOf(who: string, effect: ExperimentPlanOptions['effect'], mean: number): number | undefined {
  if (effect === undefined) return undefined;
  const value = typeof effect === 'number' ? effect : effect.relative * Math.abs(mean);
  if (Number.isFinite(value) && value !== 0) return value;
  throw new InputError(
    `${who}: the effect is ${value}. No number of customers shows it; give one that would matter.`,
  );
}

/** Power from no effect to one and a half times as large as the plan finds. */
function curveOf(test: PlannedTest, effect: number, n: number): { effect: number; power: number }[] {
  const far =
    Math.sign(effect) *
    Math.min(1.6 * Math.abs(effect), 0.999 * (effect > 0 ? test.most : effectBelow(test)));
  return Array.from({ length: 41 }, (_, i) => {
    const at = (far * i) / 40;
    return { effect: at, power: test.power(at === 0 ? far * 1e-9 : at, n) };
  });
}

const effectBelow = ({ kind, mean }: PlannedTest) => (kind === 'yes or no' ? mean : Infinity);

function inWords(plan: Omit<ExperimentPlan, typeof DISPLAY_KEY | 'because'>, wantedPower: number): string {
  const { treated, control, customers, days, power } = plan;
  const percent = formatNumber(power, { style: 'percent', digits: 0 });
  const sizes = `${formatNumber(treated)} customers in each treated arm and ${formatNumber(control)} in the control group, ${formatNumber(customers)} in all`;
  const duration =
    days === undefined
      ? ''
      : ` That takes ${counted(days, 'day')}.${days % 7 === 0 ? '' : ' Run whole weeks: weekdays differ.'}${days > MOST_DAYS ? ' That is long: customers change meanwhile; look for a larger effect, a value from before (CUPED), or more customers.' : ''}`;
  const short =
    power < wantedPower - 1e-9
      ? ` That is less than the ${formatNumber(wantedPower, { style: 'percent', digits: 0 })} wanted: more likely missed than planned.`
      : '';
  return `With ${sizes}, an effect of ${sizeOf(plan)} is found with a chance of ${percent}.${short}${duration}`;
}

function sizeOf({
  kind,
  effect,
  relativeEffect,
}: Pick<ExperimentPlan, 'kind' | 'effect' | 'relativeEffect'>): string {
  const absolute =
    kind === 'yes or no' ? `${formatNumber(effect * 100, { digits: 2 })} points` : formatNumber(effect);
  const part =
    relativeEffect === undefined
      ? ''
      : ` (${formatNumber(relativeEffect, { style: 'percent', digits: 1 })} of the baseline)`;
  return `${absolute}${part}`;
}

function contentOf(plan: Omit<ExperimentPlan, typeof DISPLAY_KEY | 'because'>, because: string) {
  const rows: TableCell[][] = [
    ['Effect that is found', sizeOf(plan)],
    ['Power', formatNumber(plan.power, { style: 'percent', digits: 0 })],
    ['False alarms, over all comparisons', formatNumber(plan.alpha, { style: 'percent', digits: 1 })],
    ['Customers in each treated arm', formatNumber(plan.treated)],
    ['Customers in the control group', formatNumber(plan.control)],
    ['Customers in all', formatNumber(plan.customers)],
    ['Days', plan.days === undefined ? 'not asked for' : formatNumber(plan.days)],
  ];
  return {
    kind: 'table' as const,
    caption: 'Plan of the experiment',
    columns: [
      { name: 'what', title: '' },
      { name: 'value', title: 'Planned', align: 'right' as const },
    ],
    rows,
    totalRows: rows.length,
    note: because,
  };
}
