import {
  findRuleFaults,
  ruleSegments,
  type SegmentRule,
  type Table,
  tableFromRows,
  tableOf,
} from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DISPLAY_KEY } from '#clientele/display/bundle';

const customers = tableOf({
  id: ['a', 'b', 'c', 'd', 'e', 'f'],
  orders: [12, 1, 5, 20, 2, 7],
  recencyDays: [10, 400, 30, 500, 50, 100],
});
type Row = { id: string; orders: number; recencyDays: number };

// Many: a c d f; Lost: b d; Heavy: d; Ghosts: nobody; none of them: e.
const rules: SegmentRule<Row>[] = [
  { name: 'Many', when: { orders: { atLeast: 5 } } },
  { name: 'Lost', when: (row) => row.recencyDays > 365 },
  { name: 'Heavy', when: { orders: { above: 15 } } },
  { name: 'Ghosts', when: { orders: { above: 100 } } },
];

describe('findRuleFaults', () => {
  const faults = findRuleFaults(customers, rules, { least: 2 });

  it('finds customers in no rule and in several, and the pairs', () => {
    expect(faults.inNone).toEqual([4]);
    expect(faults.inSeveral).toEqual([3]);
    expect(faults.pairs).toEqual([
      { first: 'Many', second: 'Lost', customers: 1, moved: 1 },
      { first: 'Many', second: 'Heavy', customers: 1, moved: 1 },
      { first: 'Lost', second: 'Heavy', customers: 1, moved: 0 },
    ]);
  });

  it('finds rules never reached, and who is before them', () => {
    expect(faults.neverReached).toEqual([
      { rule: 'Heavy', matched: 1, takenBy: ['Many'] },
      { rule: 'Ghosts', matched: 0, takenBy: [] },
    ]);
    expect(faults.small).toEqual([{ rule: 'Lost', customers: 1 }]);
  });

  it('says so in a sentence each', () => {
    expect(faults.findings.map(({ sentence, wayOut }) => [sentence, wayOut])).toEqual([
      ['1 of 6 customers (16.7%) meets no rule.', 'Add a rule for them, or say that they are the rest.'],
      [
        '1 of 6 customers (16.7%) meets several rules, most often "Many" and "Lost" (1); with the rules in reverse order the customer would be in another segment.',
        'Narrow the rules until they do not overlap, or say why the order is right.',
      ],
      [
        '"Heavy" holds for 1 customer and wins none, and never can: whoever meets it meets "Many" before.',
        'Ask it before "Many", or drop it.',
      ],
      [
        '"Ghosts" holds for no customer, and never can win: whoever meets it meets "Many" before.',
        'Ask it before "Many", or drop it.',
      ],
      ['"Lost" wins 1 customer, fewer than 2.', 'Widen the rule, or join it with a neighbour.'],
    ]);
  });

  it('displays the pairs, and what was looked for and not found', () => {
    const text = JSON.stringify(faults[DISPLAY_KEY]());
    expect(text).toContain('Customers in two rules at once: ');
    expect(text).toContain('Not found: conditions that nobody can meet, rules that say the same.');
  });

  it('takes segments in place of their rules', () => {
    const made = ruleSegments(customers, rules, { id: 'id' });
    expect(findRuleFaults(customers, made, { least: 2 }).findings).toEqual(faults.findings);
    expect(made.neverReached).toEqual(['Heavy', 'Ghosts']);
  });

  it('finds conditions that nothing can meet, and two that are the same', () => {
    const found = findRuleFaults(customers, [
      { name: 'Nobody', when: { orders: { below: 3, above: 5 } } },
      { name: 'Few', when: { orders: { below: 3 } } },
      {
        name: 'Few again',
        when: { not: { any: [{ orders: { atLeast: 3 } }, { orders: { missing: true } }] } },
      },
      { name: 'Never', when: { orders: 3, not: { orders: { oneOf: [3, 4] } } } },
    ]);
    expect(found.impossible).toEqual(['Nobody', 'Never']);
    expect(found.same).toEqual([['Few', 'Few again']]);
    expect(
      found.findings.filter(({ severity }) => severity === 'error').map(({ sentence }) => sentence),
    ).toEqual([
      '"Nobody" can hold for nobody: orders above 5 and orders below 3.',
      '"Never" can hold for nobody: orders is 3 and not (orders is 3 or 4).',
      '"Few" and "Few again" hold for the same customers, so "Few again" never wins.',
    ]);
    // Each is said once.
    expect(found.findings.some(({ key }) => key === 'rule never reached')).toBe(false);
  });

  it.each([
    [{ orders: { below: 3 } }, { orders: { atMost: 3 } }], // 3 itself
    [{ orders: { from: 3, to: 5 } }, { orders: { oneOf: [3, 4, 5] } }], // 3.5
    [{ orders: { atLeast: 0 } }, { orders: { missing: false } }], // -1
    [{ orders: { below: 3 } }, { not: { orders: { atLeast: 3 } } }], // missing
  ])('does not take %j and %j for the same', (one, other) => {
    const made = findRuleFaults(customers, [
      { name: 'A', when: one },
      { name: 'B', when: other },
    ]);
    expect(made.same).toEqual([]);
    expect(made.impossible).toEqual([]);
  });

  it('says that nothing was found', () => {
    const clean = findRuleFaults(
      customers,
      [
        { name: 'Few', when: { orders: { below: 6 } } },
        { name: 'Many', when: { orders: { atLeast: 6 } } },
      ],
      { least: 3 },
    );
    expect(clean.findings).toEqual([]);
    const text = JSON.stringify(clean[DISPLAY_KEY]());
    expect(text).toContain(
      'Nothing: each of 6 customers meets exactly one rule, and every rule wins 3 or more.',
    );
  });

  it('customers in several rules are those whom the reverse order moves, and pairs those whom one swap moves', () => {
    const rule = fc.record({ from: fc.integer({ min: 0, max: 8 }), to: fc.integer({ min: 0, max: 8 }) });
    fc.assert(
      fc.property(
        fc.array(rule, { minLength: 1, maxLength: 5 }),
        fc.array(fc.nat(8), { minLength: 1, maxLength: 20 }),
        (ranges, orders) => {
          const table = tableFromRows(
            orders.map((each, i) => ({ id: String(i), orders: each })),
          ) as unknown as Table;
          const list = ranges.map((range, i) => ({ name: `R${i}`, when: { orders: range } }));
          const names = (given: typeof list) => {
            const { labels, segments } = ruleSegments(table, given, { id: 'id' });
            return Array.from(labels, (label) => segments[label].name);
          };
          const found = findRuleFaults(table, list);
          const own = names(list);
          const reversed = names(list.toReversed());
          expect(found.inSeveral).toEqual(own.flatMap((name, i) => (name === reversed[i] ? [] : [i])));
          expect(found.inNone).toEqual(own.flatMap((name, i) => (name === 'Other' ? [i] : [])));
          for (const { first, second, moved } of found.pairs) {
            const later = list.find(({ name }) => name === second)!;
            const others = list.filter((each) => each !== later);
            const place = others.findIndex(({ name }) => name === first);
            const swapped = names([...others.slice(0, place), later, ...others.slice(place)]);
            const left = own.filter((name, i) => name === first && swapped[i] === second);
            expect(left.length).toBe(moved);
          }
          const empty = list.filter((_, i) => ranges[i].from > ranges[i].to).map(({ name }) => name);
          expect(found.impossible).toEqual(empty);
        },
      ),
    );
  });

  it.each<[unknown, object, string]>([
    [[], {}, 'findRuleFaults: there are no rules.'],
    [rules, { least: 0 }, 'findRuleFaults: least is 0. It has to be a whole number from 1 on.'],
    [[...rules, rules[0]], {}, 'findRuleFaults: rules 1 and 5 are both called "Many".'],
    [[{ name: 'A', when: { order: 1 } }], {}, 'Rule "A": there is no column "order". Nearest: "orders".'],
    [[{ name: 'A', when: () => 1 }], {}, 'Rule "A", row 1: the answer is 1; it has to be true or false.'],
  ])('refuses %j with %j', (given, options, reason) => {
    expect(() => findRuleFaults(customers, given as never, options)).toThrow(reason);
  });

  it('needs customers', () => {
    expect(() => findRuleFaults(customers.slice(0, 0).reify(), rules)).toThrow(
      'findRuleFaults: there are no customers.',
    );
  });
});

it('compares conditions with the largest numbers', () => {
  const faults = findRuleFaults(customers, [
    { name: 'Vast', when: { orders: { above: 1e308 } } },
    { name: 'Some', when: { orders: { atLeast: -1e308 } } },
  ]);
  expect(faults.impossible).toEqual([]);
  expect(faults.neverReached.map(({ rule }) => rule)).toEqual(['Vast']);
});
