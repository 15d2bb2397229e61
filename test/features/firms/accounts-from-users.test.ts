import { accountsFromUsers, tableOf } from 'clientele';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

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
