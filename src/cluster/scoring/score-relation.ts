import { call, column, type Expression } from '../../engine/plan/expression.js';
import { derive, labelled, type Relation } from '../../engine/plan/relation.js';
import { freeNames } from './free-names.js';
import type { Scorer } from './scorer.js';

/** Key of customers who cannot be placed: a column it needs is missing or out of range. */
export const OTHER = 'other';

/** What scoring adds to the rows: names that no column of theirs has. */
export interface ScoreNames {
  readonly segment: string;
  readonly gap: string;
  readonly costs: readonly string[];
  readonly leastCost: string;
  readonly secondCost: string;
}

/** Names for what scoring adds. */
export function scoreNames({
  columns,
  stages,
  segments,
}: Pick<Scorer, 'columns' | 'stages' | 'segments'>): ScoreNames {
  const free = freeNames([
    ...columns.map(({ name }) => name),
    ...stages.flatMap(({ names }) => names),
    ...ROW_NAMES,
  ]);
  return {
    segment: free('@segment'),
    gap: free('@gap'),
    costs: segments.map(({ key }) => free(`cost of ${key}`)),
    leastCost: free('least cost'),
    secondCost: free('second cost'),
  };
}

/** Names that queries give to the customer id. */
const ROW_NAMES = ['@id', '@customer id'];

/** Values that are computed one after the other; those of one part do not need each other. */
export type ScorePart = Readonly<Record<string, Expression>>;

/**
 * What places a customer, in parts: the stages, the costs, the segment (its key, or `other`) and the gap: how much
 * dearer the second best segment is, as a share of it; 0 is a tie, missing for conditions.
 */
export function scoreParts(scorer: Scorer): ScorePart[] {
  const { stages, decision, segments } = scorer;
  const { segment: placedName, gap: gapName, costs, leastCost, secondCost } = scoreNames(scorer);
  const parts: ScorePart[] = stages.map(({ names, values }) =>
    Object.fromEntries(names.map((name, j) => [name, values[j]])),
  );
  const incomplete = stages.flatMap(({ names }) => names.map((name) => call('isMissing', column(name))));
  if (decision.by === 'conditions') {
    const segment = decision.conditions.reduceRight<Expression>(
      (other, condition, s) => call('choose', condition, segments[s].key, other),
      call('choose', false, OTHER, segments[segments.length - 1].key),
    );
    const placed = decision.needsAll === true ? call('choose', anyOf(incomplete), OTHER, segment) : segment;
    return [...parts, { [placedName]: placed, [gapName]: nothing() }];
  }
  const of = (s: number) => column(costs[s]);
  const segment = costs.reduceRight<Expression>(
    (other, _, s) => call('choose', call('equal', of(s), column(leastCost)), segments[s].key, other),
    call('choose', false, OTHER, OTHER),
  );
  const others = costs.map((_, s) =>
    call('choose', call('equal', column(placedName), segments[s].key), nothing(), of(s)),
  );
  const size = (name: string) => call('absolute', column(name));
  return [
    ...parts,
    Object.fromEntries(costs.map((name, s) => [name, decision.costs[s]])),
    { [leastCost]: costs.length === 1 ? of(0) : call('least', ...costs.map(column)) },
    { [placedName]: call('choose', anyOf(incomplete), OTHER, segment) },
    { [secondCost]: others.length === 1 ? others[0] : call('least', ...others) },
    {
      [gapName]: call(
        'choose',
        call('equal', column(secondCost), column(leastCost)),
        call('toNumber', 0),
        call(
          'divide',
          call('subtract', column(secondCost), column(leastCost)),
          call('greatest', size(secondCost), size(leastCost)),
        ),
      ),
    },
  ];
}

/** Rows of one customer each with their segment and gap. */
export function scoreRelation(who: string, rows: Relation, data: Scorer): Relation {
  const scored = scoreParts(data).reduce<Relation>((from, part) => derive(who, from, part), rows);
  return labelled(scored, 'scored');
}

/** A number that is missing. */
function nothing(): Expression {
  return call('divide', 1, 0);
}

function anyOf(conditions: readonly Expression[]): Expression {
  return conditions.length === 1 ? conditions[0] : call('or', ...conditions);
}
