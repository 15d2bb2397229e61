import { aggregate, call, column, type Expression } from '../engine/plan/expression.js';
import { derive, filter, group, join, labelled, type Relation, window } from '../engine/plan/relation.js';
import { type Level, levelKey } from './level.js';

/** Rows of what customers did, as `activityRelation` gives them. */
export interface Activity {
  readonly who: string;
  readonly rows: Relation;
  readonly hasAmounts: boolean;
  readonly hasTimes: boolean;
  /** Day of reckoning, since 1970, where ages are counted. */
  readonly asOf?: number;
  /** Whether each row is an order of its own. */
  readonly rowsAreOrders: boolean;
}

/** The rows of each level, each made once. */
export function levelRelations(activity: Activity): (level: Level) => Relation {
  const made = new Map<string, Relation>();
  const relation = (level: Level): Relation => {
    const key = levelKey(level);
    let found = made.get(key);
    if (found === undefined) {
      found = makeLevel(level, activity, relation);
      made.set(key, found);
    }
    return found;
  };
  return relation;
}

function makeLevel(level: Level, activity: Activity, at: (level: Level) => Relation): Relation {
  const { who, rows, rowsAreOrders } = activity;
  const money = (): Record<string, Expression> =>
    activity.hasAmounts ? { '@amount': aggregate('sum', [column('@amount')]) } : {};
  const earliest = {
    '@time': aggregate('minimum', [column('@time')]),
    '@day': aggregate('minimum', [column('@day')]),
    '@age': aggregate('maximum', [column('@age')]),
  };
  if (level === 'rows') return rows;
  if (level === 'orders') {
    if (rowsAreOrders) return rows;
    const values = { ...earliest, ...money(), '@lines': aggregate('count') };
    return labelled(group(who, rows, ['@customer', '@order'], values), 'order');
  }
  if (level === 'days') return daysLevel(who, at('orders'), money());
  if (level.kind === 'prices') return pricesLevel(who, rows, level.product, level.quantity);
  const weight = activity.hasAmounts ? '@amount' : '@lines';
  if (level.kind === 'values') {
    const orders = rowsAreOrders ? aggregate('count') : aggregate('countDistinct', [column('@order')]);
    const known = filter(who, rows, call('not', call('isMissing', column(level.column))));
    const sums = group(who, known, ['@customer', level.column], {
      ...money(),
      '@lines': aggregate('count'),
      '@orders': orders,
    });
    const order = [{ column: weight, descending: true }, { column: level.column }];
    return labelled(window(who, sums, ['@customer'], order, { '@place': { place: true } }), level.column);
  }
  if (level.kind === 'values of choices') {
    const choices = at({ kind: 'choices', column: level.column });
    return group(who, choices, ['@customer', level.column], { '@choices': aggregate('count') });
  }
  return choicesLevel(activity, level.column, weight, { ...earliest, ...money() });
}

function daysLevel(who: string, orders: Relation, money: Record<string, Expression>): Relation {
  const sums = group(who, orders, ['@customer', '@day'], {
    ...money,
    '@age': aggregate('maximum', [column('@age')]),
    '@orders': aggregate('count'),
  });
  const ordered = window(who, labelled(sums, 'day'), ['@customer'], [{ column: '@day' }], {
    '@place': { place: true },
    '@previous': { before: '@day' },
  });
  return labelled(
    derive(who, ordered, { '@gap': call('subtract', column('@day'), column('@previous')) }),
    'day',
  );
}

/** The main value of each order, and that of the order before. */
function choicesLevel(
  { who, rows, rowsAreOrders }: Activity,
  name: string,
  weight: string,
  values: Record<string, Expression>,
): Relation {
  const known = filter(who, rows, call('not', call('isMissing', column(name))));
  if (rowsAreOrders) {
    const order = [{ column: '@time' }, { column: name }];
    return labelled(
      window(who, known, ['@customer'], order, { '@before': { before: name } }),
      `${name} by order`,
    );
  }
  const sums = group(who, known, ['@customer', '@order', name], { ...values, '@lines': aggregate('count') });
  const ranked = window(
    who,
    sums,
    ['@customer', '@order'],
    [{ column: weight, descending: true }, { column: name }],
    {
      '@place': { place: true },
    },
  );
  const main = filter(who, ranked, call('equal', column('@place'), 1));
  return labelled(
    window(who, main, ['@customer'], [{ column: '@time' }, { column: '@order' }], {
      '@before': { before: name },
    }),
    `${name} by order`,
  );
}

/** Rows with what their quantity costs at the mean price of the product. */
function pricesLevel(who: string, rows: Relation, product: string, quantity: string): Relation {
  const sold = filter(
    who,
    rows,
    call(
      'and',
      call('less', 0, column(quantity)),
      call('less', 0, column('@amount')),
      call('not', call('isMissing', column(product))),
    ),
  );
  const usual = group(who, sold, [product], {
    '@price': call('divide', aggregate('sum', [column('@amount')]), aggregate('sum', [column(quantity)])),
  });
  const priced = join(sold, labelled(usual, 'price'), [product]);
  const cost = call('multiply', call('toNumber', column(quantity)), column('@price'));
  return labelled(derive(who, priced, { '@usual': cost }), 'priced');
}
