import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import { call, column as columnOf, quantileOf } from '../../engine/plan/expression.js';
import { group } from '../../engine/plan/relation.js';
import { filled } from './filled.js';
import { makeCheck } from './make-check.js';
import type { CheckOptions, CheckScope, QualityCheck } from './quality-check.js';

/** Which values count as far away. */
export interface OutlierOptions extends CheckOptions {
  /** `median`: by the median absolute deviation; `quartiles`: beyond the fences of a box plot. Default `median`. */
  readonly method?: 'median' | 'quartiles';
  /** Default 3.5 for `median` (deviations made comparable with the normal distribution's), 3 for `quartiles`. */
  readonly factor?: number;
}

/** Makes the median absolute deviation of normal values their standard deviation. */
const NORMAL = 1.4826;

/**
 * No value of a column lies far from the others. Where half of the values or more are the same, there is no measure of
 * far, and the check is not judged. What is missing is not judged. Severity by default: note, for a big customer is no
 * mistake.
 *
 * @throws {InputError} For a factor that is not above 0; when it is judged, for a column without numbers.
 *
 * O(rows · log rows). Sources: Iglewicz and Hoaglin, "How to Detect and Handle Outliers" (1993), 3.5 deviations; Tukey,
 * "Exploratory Data Analysis" (1977), outer fences at 3 times the distance of the quartiles.
 *
 * @example
 * noOutliers('amount').rule; // '"amount" is within 3.5 median deviations of its median'
 */
export function noOutliers(column: string, options: OutlierOptions = {}): QualityCheck {
  const { method = 'median' } = options;
  const factor = options.factor ?? (method === 'median' ? 3.5 : 3);
  if (!(factor > 0)) throw new InputError(`noOutliers: the factor is ${factor}; it is above 0.`, { column });
  const measure =
    method === 'median'
      ? `within ${factor} median deviations of its median`
      : `within ${factor} quartile distances of its quartiles`;
  return makeCheck(
    {
      kind: 'noOutliers',
      columns: [column],
      severity: 'note',
      rule: `"${column}" is ${measure}`,
      wayOut: 'Look at these customers by hand; take logarithms or robust scales before clustering.',
      test: async (scope) => {
        const fences =
          method === 'median'
            ? await byMedian(column, factor, scope)
            : await byQuartiles(column, factor, scope);
        if (fences === undefined) {
          return { kind: 'judged', passed: undefined, found: 'half of the values or more are the same' };
        }
        const [low, high] = fences;
        const value = columnOf(column);
        return {
          kind: 'rows',
          rows: scope.rows,
          fails: call('or', call('less', value, low), call('less', high, value)),
          judged: filled(column, scope),
          note: `far is below ${formatNumber(low)} or above ${formatNumber(high)}`,
        };
      },
    },
    options,
  );
}

async function byMedian(
  column: string,
  factor: number,
  scope: CheckScope,
): Promise<[number, number] | undefined> {
  const [median] = await quantiles(scope, { '@median': quantileOf(columnOf(column), 0.5) });
  if (median === null) return undefined;
  const distance = call('absolute', call('subtract', columnOf(column), median));
  const [deviation] = await quantiles(scope, { '@deviation': quantileOf(distance, 0.5) });
  const far = factor * NORMAL * deviation!;
  return far === 0 ? undefined : [median - far, median + far];
}

async function byQuartiles(
  column: string,
  factor: number,
  scope: CheckScope,
): Promise<[number, number] | undefined> {
  const [lower, upper] = await quantiles(scope, {
    '@lower': quantileOf(columnOf(column), 0.25),
    '@upper': quantileOf(columnOf(column), 0.75),
  });
  if (lower === null || upper === null || lower === upper) return undefined;
  const far = factor * (upper - lower);
  return [lower - far, upper + far];
}

async function quantiles(
  { who, rows, run }: CheckScope,
  values: Readonly<Record<string, ReturnType<typeof quantileOf>>>,
): Promise<(number | null)[]> {
  const columns = Object.keys(values);
  const answer = await run(group(who, rows, [], values), { columns, orderBy: [] });
  return answer.map((each) => each.values[0] as number | null);
}
