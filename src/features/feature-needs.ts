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
  /** Columns that are calculated with. */
  readonly numbers: ReadonlySet<string>;
}

const CALCULATIONS: readonly string[] = [
  ...['sum', 'deviation', 'quantile', 'add', 'subtract', 'multiply', 'divide', 'less', 'atMost', 'negate'],
  ...['absolute', 'floor', 'logarithm', 'exponential', 'squareRoot', 'sine', 'cosine', 'arcsine'],
];

/** What features read of the rows. */
export function featureNeeds(features: readonly FeatureInput[]): FeatureNeeds {
  const found = new Set<string>();
  const numbers = new Set<string>();
  let orders = false;
  const look = (expression: Expression | undefined): void => {
    if (expression === undefined || expression.kind === 'constant') return;
    if (expression.kind === 'column') {
      found.add(expression.name);
      return;
    }
    const operation = expression.kind === 'call' ? expression.function : expression.aggregate;
    for (const arg of expression.args) {
      if (arg.kind === 'column' && CALCULATIONS.includes(operation)) numbers.add(arg.name);
      look(arg);
    }
    if (expression.kind === 'aggregate') look(expression.where);
  };
  const walk = (value: FeatureExpression): void => {
    if (value.kind === 'call') value.args.forEach(walk);
    if (value.kind !== 'summary') return;
    look(value.aggregate);
    const { level } = value;
    if (level === 'rows') return;
    orders ||= typeof level === 'string' || level.kind !== 'prices';
    if (typeof level === 'string') return;
    if (level.kind === 'prices') {
      found.add('@amount');
      numbers.add(level.quantity);
    }
    for (const name of level.kind === 'prices' ? [level.product, level.quantity] : [level.column])
      found.add(name);
  };
  for (const each of features) {
    for (const { value } of each.kind === 'feature' ? [each] : each.expand([''])) walk(value);
    if (each.kind === 'feature family') found.add(each.column);
  }
  const names = [...found];
  return {
    numbers,
    columns: names.filter((name) => !name.startsWith('@')),
    amounts: found.has('@amount'),
    times: orders || ['@time', '@day', '@age', '@gap'].some((name) => found.has(name)),
    orders: orders || found.has('@order'),
    asOf: orders || found.has('@age') || found.has('@asOf'),
  };
}
