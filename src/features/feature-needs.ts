import type { Expression } from '../engine/plan/expression.js';
import type { FeatureExpression } from './feature.js';
import type { FeatureInput } from './feature-table.js';

/** What features read. */
export interface FeatureNeeds {
  /** Columns of the table, besides those that say who did what and when. */
  readonly columns: readonly string[];
  readonly amounts: boolean;
  readonly times: boolean;
  readonly orders: boolean;
  readonly asOf: boolean;
}

/** What features read of the rows. */
export function featureNeeds(features: readonly FeatureInput[]): FeatureNeeds {
  const found = new Set<string>();
  let orders = false;
  const look = (expression: Expression | undefined): void => {
    if (expression === undefined || expression.kind === 'constant') return;
    if (expression.kind === 'column') {
      found.add(expression.name);
      return;
    }
    expression.args.forEach(look);
    if (expression.kind === 'aggregate') look(expression.where);
  };
  const walk = (value: FeatureExpression): void => {
    if (value.kind === 'call') value.args.forEach(walk);
    if (value.kind !== 'summary') return;
    look(value.aggregate);
    const { level } = value;
    if (level === 'rows') return;
    orders ||= typeof level === 'string' || level.kind === 'choices';
    if (typeof level === 'string') return;
    if (level.kind === 'prices') found.add('@amount');
    for (const name of level.kind === 'prices' ? [level.product, level.quantity] : [level.column])
      found.add(name);
  };
  for (const each of features) {
    for (const { value } of each.kind === 'feature' ? [each] : each.expand([''])) walk(value);
    if (each.kind === 'feature family') found.add(each.column);
  }
  const names = [...found];
  return {
    columns: names.filter((name) => !name.startsWith('@')),
    amounts: found.has('@amount'),
    times: orders || ['@time', '@day', '@age', '@gap'].some((name) => found.has(name)),
    orders: orders || found.has('@order'),
    asOf: orders || found.has('@age') || found.has('@asOf'),
  };
}
