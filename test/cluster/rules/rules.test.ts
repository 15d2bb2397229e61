import { crossTabulate, kmeans, renameSegments, ruleSegments, tableOf, toMatrix } from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const features = tableOf({
  customerId: ['a', 'b', 'c', 'd', 'e'],
  orders: [12, 1, 5, 20, 2],
  recencyDays: [10, 400, 30, 500, 50],
});

const loyalty = ruleSegments(
  features,
  [
    { name: 'Loyal', when: (row) => row.orders >= 10 },
    { name: 'Lost', when: (row) => row.recencyDays > 365, why: 'No order for a year.' },
    { name: 'Ghosts', when: (row) => row.orders > 100 },
  ],
  { id: 'customerId' },
);

describe('ruleSegments', () => {
  it('gives every customer the first rule that holds, or the rest', () => {
    expect([...loyalty.labels]).toEqual([0, 1, 3, 0, 3]);
    expect(loyalty.ids).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(loyalty.segments).toEqual([
      { key: 's1', name: 'Loyal', size: 2, share: 0.4 },
      { key: 's2', name: 'Lost', size: 1, share: 0.2 },
      { key: 's3', name: 'Ghosts', size: 0, share: 0 },
      { key: 's4', name: 'Other', size: 2, share: 0.4 },
    ]);
  });

  it('tells overlaps and rules that were never reached', () => {
    expect(loyalty.overlap).toBe(1); // d has many orders, long ago
    expect(loyalty.neverReached).toEqual(['Ghosts']);
    expect(loyalty.rules.map(({ when, ...outcome }) => outcome)).toEqual([
      { key: 's1', name: 'Loyal', matched: 2, won: 2 },
      { key: 's2', name: 'Lost', why: 'No order for a year.', matched: 2, won: 1 },
      { key: 's3', name: 'Ghosts', matched: 0, won: 0 },
    ]);
  });

  it('knows which columns the rules looked at', () => {
    expect(loyalty.origin.method).toBe('rules');
    expect(loyalty.origin.columns).toEqual(['orders', 'recencyDays']);
    expect(loyalty.origin.dataHash).toMatch(/^[0-9a-f]{16}$/);
  });

  it('assigns other customers, with or without an id', () => {
    const others = tableOf({ orders: [1, 11], recencyDays: [1, 1] });
    expect([...loyalty.assign(others as never)]).toEqual([3, 0]);
    expect([...loyalty.assign(features)]).toEqual([...loyalty.labels]);
  });

  it('puts every customer in exactly one segment', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30), { maxLength: 30 }), (orders) => {
        const table = tableOf({ id: orders.map((_, i) => i), orders });
        const made = ruleSegments(
          table,
          [3, 10, 5].map((least) => ({ name: `${least}`, when: (row) => row.orders >= least })),
          { id: 'id', otherwise: 'Few' },
        );
        expect(made.segments.reduce((sum, segment) => sum + segment.size, 0)).toBe(orders.length);
        expect(made.neverReached).toContain('10'); // whoever has 10 has 3
        made.labels.forEach((label, i) => {
          expect(label).toBe(orders[i] >= 3 ? 0 : 3);
        });
      }),
    );
  });

  it('renames like any segmentation', () => {
    expect(renameSegments(loyalty, { s4: 'All others' }).segments[3].name).toBe('All others');
  });

  const rule = (when: (row: { orders: number }) => boolean) =>
    ruleSegments(features, [{ name: 'Loyal', when }], { id: 'customerId' });

  it('names rule and row when a rule fails', () => {
    expect(() => rule((row) => (row as unknown as { order: number }).order > 3)).toThrow(
      'Rule "Loyal", row 1: there is no column "order". Nearest: "orders". There are: customerId, orders, recencyDays.',
    );
    expect(() =>
      rule((row) => {
        if (row.orders === 5) throw new Error('five');
        return false;
      }),
    ).toThrow('Rule "Loyal", row 3: five');
    expect(() => rule((row) => (row.orders > 1 ? true : (undefined as never)))).toThrow(
      'Rule "Loyal", row 2: the answer is undefined; it has to be true or false.',
    );
  });

  it('takes conditions as data and functions side by side, and has a model of conditions only', () => {
    const many = { name: 'Many', when: { orders: { atLeast: 10 } } } as const;
    const lost = { name: 'Lost', when: (row: { recencyDays: number }) => row.recencyDays > 365 };
    const data = { name: 'Lost', when: { recencyDays: { above: 365 } } } as const;
    const mixed = ruleSegments(features, [many, lost], { id: 'customerId' });
    const written = ruleSegments(features, [many, data], { id: 'customerId' });
    // a and d have ten orders and more; b was last seen 400 days ago.
    expect([...mixed.labels]).toEqual([0, 1, 2, 0, 2]);
    expect([...written.labels]).toEqual([0, 1, 2, 0, 2]);
    expect(mixed.origin.columns).toEqual(['orders', 'recencyDays']);
    expect(mixed.origin.dataHash).toBe(written.origin.dataHash);
    expect(mixed.model).toBeUndefined();
    expect(JSON.parse(JSON.stringify(written.model))).toEqual({
      kind: 'rules',
      columns: ['orders', 'recencyDays'],
      types: ['number', 'number'],
      mode: 'first',
      conditions: [{ orders: { atLeast: 10 } }, { recencyDays: { above: 365 } }],
    });
    expect([...written.assign(features.select('orders', 'recencyDays') as never)]).toEqual([0, 1, 2, 0, 2]);
    expect(() => written.assign(features.select('orders') as never)).toThrow(
      'assign: there is no column "recencyDays".',
    );
  });

  it('takes a table without customers', () => {
    const none = features.slice(0, 0).reify();
    const made = ruleSegments(none, [{ name: 'Many', when: { orders: { atLeast: 10 } } }], {
      id: 'customerId',
    });
    expect(made.segments.map(({ size, share }) => [size, share])).toEqual([
      [0, 0],
      [0, 0],
    ]);
    expect([...made.assign(features)]).toEqual([0, 1, 1, 0, 1]);
  });

  it('does not change when its conditions are changed later', () => {
    const when: { orders: { atLeast: number } } = { orders: { atLeast: 10 } };
    const made = ruleSegments(features, [{ name: 'Many', when }], { id: 'customerId' });
    when.orders.atLeast = 1;
    expect(made.model?.toJSON().conditions).toEqual([{ orders: { atLeast: 10 } }]);
    expect(made.rules[0].when).toEqual({ orders: { atLeast: 10 } });
    expect([...made.assign(features)]).toEqual([0, 1, 1, 0, 1]);
  });

  describe('as a partition', () => {
    const few = { name: 'Few', when: { orders: { below: 5 } } } as const;
    const many = { name: 'Many', when: { orders: { atLeast: 5 } } } as const;
    const options = { id: 'customerId', mode: 'partition' } as const;

    it('asks for exactly one rule, in any order', () => {
      const made = ruleSegments(features, [few, many], options);
      expect([...made.labels]).toEqual([1, 0, 1, 1, 0]);
      expect(made.segments.map(({ size }) => size)).toEqual([2, 3, 0]);
      expect([...ruleSegments(features, [many, few], options).labels]).toEqual([0, 1, 0, 0, 1]);
      expect(made.overlap).toBe(0);
    });

    it('names customers and rules where it is none', () => {
      const overlapping = { name: 'Twenty', when: { orders: 20 } } as const;
      expect(() => ruleSegments(features, [few, many, overlapping], options)).toThrow(
        'ruleSegments: the rules are no partition: 1 customer meets several rules, for example customer "d" meets "Many" and "Twenty".',
      );
      expect(() => ruleSegments(features, [few, overlapping], options)).toThrow(
        'the rules are no partition: 2 customers meet no rule, for example customer "a".',
      );
      const unknown = tableOf({ customerId: ['x'], orders: [Number.NaN], recencyDays: [1] });
      expect(() => ruleSegments(features, [few, many], options).assign(unknown)).toThrow(
        'assign: the rules are no partition: 1 customer meets no rule, for example row 1.',
      );
    });

    it('is one of two modes', () => {
      expect(() => ruleSegments(features, [few], { id: 'customerId', mode: 'frist' as never })).toThrow(
        'ruleSegments: there is no mode "frist". Nearest: "first".',
      );
    });
  });

  it.each([
    [[], {}, 'ruleSegments: there are no rules.'],
    [['A', ''], {}, 'ruleSegments: the name of rule 2 is empty.'],
    [['A', 'B', 'A'], {}, 'ruleSegments: rules 1 and 3 are both called "A".'],
    [['A', 'Other'], {}, 'ruleSegments: rule 2 is called "Other" like the segment of all others.'],
    [['A'], { otherwise: ' ' }, 'ruleSegments: otherwise is empty. Name the segment of all others.'],
    [['A'], { id: 'customer' }, 'ruleSegments: there is no column "customer".'],
  ])('refuses rules %j with %j', (names, options, reason) => {
    const rules = names.map((name) => ({ name, when: () => true }));
    expect(() => ruleSegments(features, rules, { id: 'customerId', ...options } as never)).toThrow(reason);
  });

  it('needs one row a customer', () => {
    const rules = [{ name: 'A', when: () => true }];
    expect(() => ruleSegments(tableOf({ id: ['a', 'b', 'a'] }), rules, { id: 'id' })).toThrow(
      'ruleSegments: customer id "a" stands in row 1 and in row 3. One row a customer is needed.',
    );
    expect(() => ruleSegments(tableOf({ id: ['a', undefined] }), rules, { id: 'id' })).toThrow(
      'ruleSegments: row 2 has no customer id in column "id".',
    );
  });
});

describe('crossTabulate', () => {
  it('counts customers by both, matched by id', async () => {
    const some = features.filter((row) => row.customerId !== 'e');
    const model = await kmeans(toMatrix(some.orderby('orders'), ['orders'], 'customerId'), { k: 2, seed: 1 });
    // Orders 1, 5 | 12, 20: inertia 8 + 32, less than 1, 5, 12 | 20 with 62; sizes tie, so the smaller centroid leads.
    const cross = crossTabulate(loyalty, model);
    expect(cross.table.objects()).toEqual([
      { segment: 'Loyal', 'Segment 1': 0, 'Segment 2': 2 },
      { segment: 'Lost', 'Segment 1': 1, 'Segment 2': 0 },
      { segment: 'Ghosts', 'Segment 1': 0, 'Segment 2': 0 },
      { segment: 'Other', 'Segment 1': 1, 'Segment 2': 0 },
    ]);
    expect(cross).toMatchObject({ customers: 4, onlyInFirst: 1, onlyInSecond: 0 });
    // Pairs together in both 1, in the first 1, in the second 2, of 6: (1 - 2/6) / (3/2 - 2/6).
    expect(cross.adjustedRand).toBeCloseTo(4 / 7, 14);
    expect(crossTabulate(loyalty, loyalty).adjustedRand).toBe(1);
  });

  it('needs customers in common and a free name for the first column', async () => {
    const other = await kmeans(toMatrix(tableOf({ id: ['x', 'y'], v: [1, 2] }), ['v'], 'id'), {
      k: 1,
      seed: 1,
    });
    const twice = { ...loyalty, ids: ['a', ...loyalty.ids.slice(1, -1), 'a'] };
    const again = `customer id "a" stands in row 1 and in row ${twice.ids.length}. One row a customer is needed.`;
    expect(() => crossTabulate(twice, loyalty)).toThrow(`crossTabulate, first segmentation: ${again}`);
    expect(() => crossTabulate(loyalty, twice)).toThrow(`crossTabulate, second segmentation: ${again}`);
    expect(() => crossTabulate(loyalty, other)).toThrow(
      'crossTabulate: the segmentations have no customer in common; ids are "a", … and "x", ….',
    );
    const named = renameSegments(loyalty, { s1: 'segment' });
    expect(() => crossTabulate(loyalty, named)).toThrow(
      'crossTabulate: a segment is called "segment" like the first column. Rename it.',
    );
  });
});
