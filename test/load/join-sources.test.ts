import { hashEmail, joinSources, normaliseEmail, tableOf } from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const shop = tableOf({
  customerId: ['a', 'b', 'c', 'd', 'e', 'f'],
  email: ['ana@x.org', 'Bo@X.org', null, 'dup@x.org', 'dup@x.org', 'nobody@x.org'],
  age: [1, 2, 3, 4, 5, 6],
});
const mail = tableOf(
  {
    address: [' BO@x.org', 'ana@x.org', 'ANA@x.org', 'dup@x.org', 'no address'],
    opened: [7, 8, 9, 10, 11],
    age: [0, 0, 0, 0, 0],
  },
  { opened: { meaning: 'Mails opened.' } },
);

describe('joinSources', () => {
  const joined = joinSources(shop, mail, {
    on: ['email', 'address'],
    key: 'email',
    source: { name: 'the mail tool', readOn: '2026-01-01' },
  });

  // b matches; ana is twice on the right, dup twice on the left; f is not there; c has no address.
  it('joins only what is certain, and lists the rest', () => {
    expect(joined.table.array('opened')).toEqual([null, 7, null, null, null, null]);
    expect(joined.table.columnNames()).toEqual(['customerId', 'email', 'age', 'opened', 'right_age']);
    expect(joined.ambiguous).toEqual([
      { row: 1, left: 1, right: 2 },
      { row: 4, left: 2, right: 1 },
      { row: 5, left: 2, right: 1 },
    ]);
    expect(joined.unmatched).toEqual([{ row: 6, left: 1, right: 0 }]);
    expect([joined.matched, joined.keyless, joined.unused]).toEqual([1, 1, 4]);
    expect(joined.table.info.opened.meaning).toBe('Mails opened. From the mail tool, read on 2026-01-01.');
  });

  it('accounts for every row', () => {
    const key = fc.constantFrom('a', 'b', 'c', ' a', null);
    fc.assert(
      fc.property(fc.array(key, { minLength: 1 }), fc.array(key, { minLength: 1 }), (left, right) => {
        const found = joinSources(tableOf({ k: left }), tableOf({ k: right, x: right.map((_, i) => i) }), {
          on: 'k',
        });
        const { matched, ambiguous, unmatched, keyless, unused } = found;
        expect(matched + ambiguous.length + unmatched.length + keyless).toBe(left.length);
        expect(matched + unused).toBe(right.length);
        expect(found.table.array('x').filter((value) => value !== null)).toHaveLength(matched);
      }),
    );
  });

  it('refuses columns that are not there, and names that are taken', () => {
    expect(() => joinSources(shop, mail, { on: ['email', 'adress'] })).toThrow(
      'there is no column "adress". Nearest: "address"',
    );
    const twice = tableOf({ k: ['a'], x: [1], right_x: [2] });
    expect(() => joinSources(twice, tableOf({ k: ['a'], x: [3] }), { on: 'k' })).toThrow(
      'two columns would be called "right_x"',
    );
  });
});

describe('addresses', () => {
  it.each([
    [' Ana@Example.ORG\n', 'ana@example.org'],
    ['Jose\u0301@x.org', 'jos\u00e9@x.org'],
    ['a.b+c@gmail.com', 'a.b+c@gmail.com'],
    ['no address', undefined],
    ['a@b@c', undefined],
    ['@x.org', undefined],
    ['', undefined],
  ])('%j is %j', (address, plain) => expect(normaliseEmail(address)).toBe(plain));

  it('of Gmail are folded on request only', () => {
    expect(normaliseEmail('A.na+shop@googlemail.com', { foldGmail: true })).toBe('ana@gmail.com');
    expect(normaliseEmail('a.na+shop@x.org', { foldGmail: true })).toBe('a.na+shop@x.org');
  });

  // printf 'test@example.com' | sha256sum
  it('are hashed as the tools of advertising ask for', () => {
    expect(hashEmail(' Test@Example.com')).toBe(
      '973dfe463ec85785f5f95af5ba3906eedb2d931c24e69824a89ea65dba4e813b',
    );
    expect(hashEmail('none')).toBeUndefined();
  });
});
