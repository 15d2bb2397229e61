import { compareText } from '../core/compare-text.js';
import { aggregate, call, column } from '../engine/plan/expression.js';
import { filter, group } from '../engine/plan/relation.js';
import type { RunPlan } from '../engine/plan-runner.js';
import type { FamilyValue, Feature } from './feature.js';
import type { FeatureInput } from './feature-table.js';
import type { Activity } from './level-relation.js';

/** Features as they are; families become the features for the values found in the data. */
export async function expandFamilies(
  who: string,
  { rows, hasAmounts }: Activity,
  features: readonly FeatureInput[],
  run: RunPlan,
): Promise<Feature[]> {
  const values = new Map<string, FamilyValue[]>();
  const expanded: Feature[] = [];
  for (const each of features) {
    if (each.kind === 'feature') {
      expanded.push(each);
      continue;
    }
    let found = values.get(each.column);
    if (found === undefined) {
      const known = filter(who, rows, call('not', call('isMissing', column(each.column))));
      const weight = hasAmounts ? aggregate('sum', [column('@amount')]) : aggregate('count');
      const plan = group(who, known, [each.column], { '@weight': weight });
      const [names, weights] = await run(plan, { columns: [each.column, '@weight'], orderBy: [] });
      const order = names.values
        .map((_, i) => i)
        .sort(
          (a, b) =>
            (weights.values[b] as number) - (weights.values[a] as number) ||
            compareText(String(names.values[a]), String(names.values[b])),
        );
      found = order.map((i) => names.values[i] as FamilyValue);
      values.set(each.column, found);
    }
    expanded.push(...each.expand(found.slice(0, each.top)));
  }
  return expanded;
}
