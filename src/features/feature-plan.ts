import { aggregate, call, column, type Expression, expressionKey } from '../engine/plan/expression.js';
import { derive, group, join, labelled, type Relation } from '../engine/plan/relation.js';
import { type Feature, type FeatureExpression, formula, type Summary } from './feature.js';
import { type Level, levelKey } from './level.js';
import { type Activity, levelRelations } from './level-relation.js';

/**
 * The plan that computes features: one row a customer, `@id` (the customer as text) and the features in order.
 * Summaries of the same rows share one grouping, and equal summaries are computed once.
 */
export function featurePlan(
  activity: Activity,
  features: readonly Feature[],
  customers?: Relation,
): Relation {
  const { who } = activity;
  const at = levelRelations(activity);
  const summaries = new Map<string, { summary: Summary; name: string }>();
  const rewrite = (value: FeatureExpression): Expression => {
    if (value.kind === 'constant') return value;
    if (value.kind === 'call') return call(value.function, ...value.args.map(rewrite));
    const turned = extremeAge(value, activity);
    if (turned !== undefined) return rewrite(turned);
    const summed = activity.rowsAreOrders ? countingRows(value) : value;
    const level = sameLevel(summed.level, activity);
    const key = `${levelKey(level)} ${summed.ofAll} ${expressionKey(summed.aggregate)}`;
    let known = summaries.get(key);
    if (known === undefined) {
      known = { summary: { ...summed, level }, name: `@summary${summaries.size + 1}` };
      summaries.set(key, known);
    }
    const filled = ['count', 'countDistinct', 'sum'].includes(value.aggregate.aggregate);
    return filled ? call('firstFilled', column(known.name), 0) : column(known.name);
  };
  const values = Object.fromEntries(features.map(({ name, value }) => [name, rewrite(value)]));

  const groups = new Map<string, { level: Level; ofAll: boolean; parts: Record<string, Expression> }>();
  for (const { summary, name } of summaries.values()) {
    const key = `${summary.ofAll} ${levelKey(summary.level)}`;
    const found = groups.get(key) ?? { level: summary.level, ofAll: summary.ofAll, parts: {} };
    found.parts[name] = summary.aggregate;
    groups.set(key, found);
  }
  const ordered = [...groups.values()].sort((a, b) => rank(a.level) - rank(b.level));
  let joined: Relation | undefined = customers;
  for (const { level, ofAll, parts } of ordered.filter((each) => !each.ofAll)) {
    const part = labelled(group(who, at(level), ['@customer'], parts), ofAll ? 'all' : 'customer');
    joined = joined === undefined ? completed(who, part, level, activity) : join(joined, part, ['@customer']);
  }
  joined ??= group(who, activity.rows, ['@customer'], {});
  for (const { level, parts } of ordered.filter((each) => each.ofAll)) {
    joined = join(joined, labelled(group(who, at(level), [], parts), 'all'), []);
  }
  const made = derive(who, labelled(joined, 'summary'), {
    '@id': call('toText', column('@customer')),
    ...values,
  });
  return labelled(made, 'feature');
}

/** The least age is that of the last day, so that one look at the days does for both. */
function extremeAge(value: Summary, { asOf }: Activity): FeatureExpression | undefined {
  const { aggregate: name, args, where } = value.aggregate;
  const isAge = args[0]?.kind === 'column' && args[0].name === '@age';
  if (asOf === undefined || !isAge || where !== undefined) return undefined;
  if (name !== 'minimum' && name !== 'maximum') return undefined;
  const day = aggregate(name === 'minimum' ? 'maximum' : 'minimum', [column('@day')]);
  return formula('subtract', asOf, { ...value, aggregate: day });
}

/** Where each row is an order, orders are the rows. */
function sameLevel(level: Level, { rowsAreOrders }: Activity): Level {
  return level === 'orders' && rowsAreOrders ? 'rows' : level;
}

/** Where each row is an order, different orders are rows. */
function countingRows(value: Summary): Summary {
  const { aggregate, args } = value.aggregate;
  const ofOrders = aggregate === 'countDistinct' && args[0].kind === 'column' && args[0].name === '@order';
  return ofOrders ? { ...value, aggregate: { ...value.aggregate, aggregate: 'count', args: [] } } : value;
}

/** Levels at which every customer has a row come first. */
function rank(level: Level): number {
  return typeof level === 'string' ? 0 : 1;
}

/** All customers, also those without a row at the level. */
function completed(who: string, part: Relation, level: Level, { rows }: Activity): Relation {
  if (rank(level) === 0) return part;
  return join(group(who, rows, ['@customer'], {}), part, ['@customer']);
}
