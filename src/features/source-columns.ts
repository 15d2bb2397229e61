import type { Expression } from '../engine/plan/expression.js';
import type { ResolvedColumns } from './activity.js';
import type { Feature, FeatureExpression, FeatureFamily } from './feature.js';
import type { Level } from './level.js';

/** Columns of the table that a feature, or a family, is computed from; that of the customer is one of them. */
export function sourceColumns(
  feature: Feature | FeatureFamily,
  columns: ResolvedColumns,
  rowsAreOrders: boolean,
): string[] {
  const { customer, time, amount } = columns;
  const order = rowsAreOrders ? undefined : (columns.order ?? time);
  const found = new Set<string>([customer]);
  const add = (...names: (string | undefined)[]) => {
    for (const name of names) if (name !== undefined) found.add(name);
  };
  /** What the names of ours stand for. */
  const ours: Readonly<Record<string, readonly (string | undefined)[]>> = {
    '@time': [time],
    '@day': [time],
    '@age': [time],
    '@gap': [time],
    '@previous': [time],
    '@amount': [amount],
    '@order': [order],
    '@orders': [order],
    '@lines': [],
  };
  const look = (expression: Expression | undefined): void => {
    if (expression === undefined || expression.kind === 'constant') return;
    if (expression.kind === 'column') {
      const { name } = expression;
      if (name.startsWith('@')) add(...(ours[name] ?? []));
      else add(name);
      return;
    }
    expression.args.forEach(look);
    if (expression.kind === 'aggregate') look(expression.where);
  };
  const lookAtLevel = (level: Level): void => {
    if (level === 'rows') return;
    if (level === 'orders') add(order);
    else if (level === 'days') add(time, order);
    else if (level.kind === 'prices') add(level.product, level.quantity, amount);
    else if (level.kind === 'values') add(level.column, order, amount);
    else add(level.column, order, time, amount);
  };
  const walk = (value: FeatureExpression): void => {
    if (value.kind === 'call') value.args.forEach(walk);
    if (value.kind !== 'summary') return;
    lookAtLevel(value.level);
    look(value.aggregate);
  };
  if (feature.kind === 'feature') walk(feature.value);
  else {
    add(feature.column);
    for (const { value } of feature.expand([''])) walk(value);
  }
  return [...found];
}
