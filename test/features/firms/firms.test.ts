import { existsSync } from 'node:fs';
import { accountsFromUsers, firmSize, industry, readTable, rollUp, tableOf } from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bothPlaces } from '../both-places.js';

describe('firmSize', () => {
  // Recommendation 2003/361/EC: fewer than 10, 50, 250 employees; revenue of at most 2, 10, 50 million euros.
  const firms = tableOf({
    customerId: ['a', 'b', 'c', 'd', 'e', 'f', 'g'],
    staff: [9, 10, 249, 250, null, 5, -1],
    euros: [2_000_000, 2_000_001, 50_000_000, 1, 1, 60_000_000, 1],
  });

  it('is the class of the European Union', async () => {
    const table = await bothPlaces(firms, [
      firmSize({ employees: 'staff' }),
      firmSize({ revenue: 'euros', revenueUnit: 1e-6, name: 'byRevenue' }),
      firmSize({ employees: 'staff', revenue: 'euros', revenueUnit: 1e-6, name: 'both' }),
    ]);
    expect(table.array('firmSize')).toEqual(['micro', 'small', 'medium', 'large', null, 'micro', null]);
    expect(table.array('byRevenue')).toEqual([
      'micro',
      'small',
      'medium',
      'micro',
      'micro',
      'large',
      'micro',
    ]);
    expect(table.array('both')).toEqual(['micro', 'small', 'medium', 'large', null, 'large', null]);
    expect(table.info.firmSize).toMatchObject({ basis: 'B5', levels: ['micro', 'small', 'medium', 'large'] });
  });

  it('takes own limits', async () => {
    const own = firmSize({ employees: 'staff', employeeLimits: [100], labels: ['few', 'many'] });
    expect((await bothPlaces(firms, [own])).array('firmSize')).toEqual([
      'few',
      'few',
      'many',
      'many',
      null,
      'few',
      null,
    ]);
  });

  it('refuses what makes no classes', () => {
    expect(() => firmSize({})).toThrow('firmSize needs a column of employees or of revenue.');
    expect(() => firmSize({ employees: 'x', employeeLimits: [1] })).toThrow(
      '1 edges make 2 bands, 4 different labels',
    );
    expect(() => firmSize({ revenue: 'x', revenueUnit: 0 })).toThrow('revenueUnit is 0');
  });
});

describe('industry', () => {
  it('is the first digits of a code', async () => {
    const table = tableOf({
      customerId: ['a', 'b', 'c', 'd'],
      nace: ['47.11', '01.1', ' c 10-2', null],
      sic: [782, 6021, null, 100],
    });
    const found = await bothPlaces(table, [
      industry('nace', 2),
      industry('sic', 2, { padTo: 4, name: 'sic2' }),
    ]);
    expect(found.array('industry')).toEqual(['47', '01', 'C1', null]);
    expect(found.array('sic2')).toEqual(['07', '60', null, '01']);
    expect(found.info.industry).toMatchObject({ basis: 'B5' });
  });
});

describe('rollUp', () => {
  const table = tableOf({
    customerId: ['a', 'b', 'c', 'd'],
    what: ['银行', "it's", 'x', null],
    code: [1, 2, 3, null],
  });

  it('puts values into groups', async () => {
    const found = await bothPlaces(table, [
      rollUp('what', { money: ['银行'], "o'k": ["it's", 'y'] }),
      rollUp('code', { low: [1, 2] }, { other: 'high', name: 'level', basis: 'B1' }),
    ]);
    expect(found.array('whatGroup')).toEqual(['money', "o'k", null, null]);
    expect(found.array('level')).toEqual(['low', 'low', 'high', null]);
    expect(found.info.level).toMatchObject({ basis: 'B1', meaning: 'code in groups: low.' });
  });

  it('takes a thousand values', async () => {
    const values = Array.from({ length: 1000 }, (_, i) => `v${i}`);
    const many = tableOf({ customerId: values, what: values });
    const groups = Object.fromEntries(
      Array.from({ length: 20 }, (_, g) => [`g${g}`, values.filter((_, i) => i % 20 === g)]),
    );
    const found = await bothPlaces(many, [rollUp('what', groups)]);
    expect(new Set(found.array('whatGroup')).size).toBe(20);
  });

  it('refuses a value in two groups', () => {
    expect(() => rollUp('x', { a: ['1'], b: ['1'] })).toThrow('"1" is in "a" and in "b"');
    expect(() => rollUp('x', {})).toThrow('there are no groups');
  });
});

describe('accountsFromUsers', () => {
  const users = tableOf({
    firm: ['Acme', 'Acme', null, null, null, null, 'Beta', '  '],
    mail: [
      'ana@acme.example',
      'bo@GMAIL.com',
      'cy@acme.example',
      'dee@yahoo.co.uk',
      'no address',
      null,
      'ed@acme.example',
      'x@live.acme.example',
    ],
    does: ['buyer', 'admin', 'buyer', 'buyer', null, 'buyer', 'admin', 'users'],
  });
  const found = accountsFromUsers(users, { account: 'firm', email: 'mail', role: 'does' });

  it('counts users, roles and domains; nobody is guessed', () => {
    expect(found.accountOf).toEqual([
      'Acme',
      'Acme',
      'acme.example',
      null,
      null,
      null,
      'Beta',
      'live.acme.example',
    ]);
    expect(found.accounts.objects()).toEqual([
      {
        accountId: 'Acme',
        users: 2,
        domains: 1,
        mainDomain: 'acme.example',
        usersAdmin: 1,
        usersBuyer: 1,
        usersUsers: 0,
      },
      {
        accountId: 'Beta',
        users: 1,
        domains: 1,
        mainDomain: 'acme.example',
        usersAdmin: 1,
        usersBuyer: 0,
        usersUsers: 0,
      },
      {
        accountId: 'acme.example',
        users: 1,
        domains: 1,
        mainDomain: 'acme.example',
        usersAdmin: 0,
        usersBuyer: 1,
        usersUsers: 0,
      },
      {
        accountId: 'live.acme.example',
        users: 1,
        domains: 1,
        mainDomain: 'live.acme.example',
        usersAdmin: 0,
        usersBuyer: 0,
        usersUsers: 1,
      },
    ]);
    expect(found).toMatchObject({ byAccount: 3, byDomain: 2, privateMail: 1, unknown: 2 });
    expect(found.accounts.info.usersBuyer).toMatchObject({
      basis: 'B5',
      meaning: 'Users with the role "buyer".',
    });
  });

  it('names domains that several accounts share', () => {
    expect(found.sharedDomains.objects()).toEqual([
      { domain: 'acme.example', accounts: 'Acme, Beta, acme.example', users: 3 },
    ]);
  });

  it('shows no address', () => {
    const shown = JSON.stringify([found.accounts.objects(), found.accountOf, found.sharedDomains.objects()]);
    expect(shown).not.toMatch(/@|\bana\b|\bbo\b/);
  });

  it('takes free mail of its own', () => {
    const own = accountsFromUsers(users, { email: 'mail', freeMail: ['Acme.example'] });
    expect(own.accounts.array('accountId')).toEqual(['live.acme.example']);
    expect(own.privateMail).toBe(5);
  });

  it('counts every user once, whatever they wrote', () => {
    const mail = fc.option(
      fc.oneof(fc.string(), fc.emailAddress(), fc.constantFrom('a@gmail.com', 'b@firm.example')),
    );
    const firm = fc.option(
      fc.oneof(fc.string({ maxLength: 2 }), fc.constant('constructor'), fc.constant('__proto__')),
    );
    fc.assert(
      fc.property(fc.array(fc.record({ mail, firm, does: firm }), { minLength: 1 }), (rows) => {
        const table = tableOf({
          mail: rows.map((r) => r.mail),
          firm: rows.map((r) => r.firm),
          does: rows.map((r) => r.does),
        });
        const { accounts, accountOf, byAccount, byDomain, privateMail, unknown } = accountsFromUsers(table, {
          account: 'firm',
          email: 'mail',
          role: 'does',
        });
        const members = accounts.array('users').reduce((sum, n) => sum + n, 0);
        expect(members).toBe(byAccount + byDomain);
        expect(members + privateMail + unknown).toBe(rows.length);
        expect(accountOf.filter((id) => id !== null)).toHaveLength(members);
      }),
    );
  });

  it('needs an account or an address', () => {
    expect(() => accountsFromUsers(users, { role: 'does' })).toThrow('needs a column account or email');
    expect(() => accountsFromUsers(users, { email: 'mial' })).toThrow('Nearest: "mail"');
  });
});

const shared = '../shared/datasets';
describe.skipIf(!existsSync(shared))('firms of ../shared', () => {
  const count = (values: readonly unknown[]) => {
    const counts: Record<string, number> = {};
    for (const value of values) counts[String(value)] = (counts[String(value)] ?? 0) + 1;
    return counts;
  };

  it('Fortune 1000 by size', async () => {
    const table = await readTable(`${shared}/fortune-1000/Fortune_1000.csv`);
    const labels = ['smallest', 'smaller', 'larger', 'largest'];
    const features = [
      firmSize({ employees: 'num. of employees' }),
      firmSize({
        employees: 'num. of employees',
        employeeLimits: [1000, 10_000, 100_000],
        labels,
        name: 'staff',
      }),
      firmSize({ revenue: 'revenue', revenueLimits: [2000, 10_000, 50_000], labels, name: 'money' }),
    ];
    const found = await bothPlaces(table, features, { columns: { customer: 'company' } });
    // Counted with Python's bisect on the file.
    expect(count(found.array('firmSize'))).toEqual({ medium: 5, large: 995 });
    expect(count(found.array('staff'))).toEqual({ smallest: 30, smaller: 372, larger: 531, largest: 67 });
    expect(count(found.array('money'))).toEqual({ smallest: 4, smaller: 676, larger: 255, largest: 65 });
    const sectors = await bothPlaces(
      table,
      [rollUp('sector', { money: ['Financials'], energy: ['Energy'] }, { other: 'other' })],
      {
        columns: { customer: 'company' },
      },
    );
    expect(count(sectors.array('sectorGroup'))).toEqual({ money: 162, energy: 109, other: 729 });
  });

  it('Forbes 2000 by industry and sellers of Olist by segment', async () => {
    const forbes = await readTable(`${shared}/forbes-2000/forbes2000.csv`);
    const groups = {
      finance: ['Banking', 'Diversified financials', 'Insurance'],
      utilities: ['Utilities'],
      materials: ['Materials', 'Chemicals'],
    };
    const found = await bothPlaces(forbes, [rollUp('category', groups)], { columns: { customer: 'rank' } });
    // Published: banking 313, diversified financials 158, insurance 112, utilities 110, materials 97; chemicals 50.
    expect(count(found.array('categoryGroup'))).toEqual({
      finance: 583,
      utilities: 110,
      materials: 147,
      null: 1160,
    });
    const sellers = await readTable(`${shared}/olist-seller-funnel/closed_deals.csv`);
    const kinds = await bothPlaces(
      sellers,
      [
        rollUp(
          'business_segment',
          { home: ['home decor'], beauty: ['health beauty'], cars: ['car accessories'] },
          { other: 'other' },
        ),
      ],
      { columns: { customer: 'mql_id' } },
    );
    expect(count(kinds.array('business_segmentGroup'))).toEqual({
      home: 105,
      beauty: 93,
      cars: 77,
      other: 566,
      null: 1,
    });
  });
});
