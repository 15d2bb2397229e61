import { call, column, type Expression } from '../../engine/plan/expression.js';
import { derive, labelled, type Relation } from '../../engine/plan/relation.js';
import type { Scorer } from './scorer.js';

/** Key of customers who cannot be placed: a column it needs is missing or out of range. */
export const OTHER = 'other';

/** What scoring adds to the rows. */
export const SEGMENT = '@segment';
export const GAP = '@gap';

/** Values that are computed one after the other; those of one part do not need each other. */
export type ScorePart = Readonly<Record<string, Expression>>;

/**
 * What places a customer, in parts: the stages, the costs, the segment (its key, or `other`) and the gap: how much
 * dearer the second best segment is, as a share of it; 0 is a tie, missing for conditions.
 */
export function scoreParts({ stages, decision, segments }: Scorer): ScorePart[] {
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
    return [...parts, { [SEGMENT]: placed, [GAP]: nothing() }];
  }
  const costs = decision.costs.map((_, s) => `cost of ${segments[s].key}`);
  const of = (s: number) => column(costs[s]);
  const segment = costs.reduceRight<Expression>(
    (other, _, s) => call('choose', call('equal', of(s), column('least cost')), segments[s].key, other),
    call('choose', false, OTHER, OTHER),
  );
  const others = costs.map((_, s) =>
    call('choose', call('equal', column(SEGMENT), segments[s].key), nothing(), of(s)),
  );
  const size = (name: string) => call('absolute', column(name));
  return [
    ...parts,
    Object.fromEntries(costs.map((name, s) => [name, decision.costs[s]])),
    { 'least cost': costs.length === 1 ? of(0) : call('least', ...costs.map(column)) },
    { [SEGMENT]: call('choose', anyOf(incomplete), OTHER, segment) },
    { 'second cost': others.length === 1 ? others[0] : call('least', ...others) },
    {
      [GAP]: call(
        'choose',
        call('equal', column('second cost'), column('least cost')),
        call('toNumber', 0),
        call(
          'divide',
          call('subtract', column('second cost'), column('least cost')),
          call('greatest', size('second cost'), size('least cost')),
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
