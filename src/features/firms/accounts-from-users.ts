import type { ColumnInfo } from '../../core/column.js';
import { compareText } from '../../core/compare-text.js';
import { inheritedInfo } from '../../core/inherited-info.js';
import { InputError } from '../../core/input-error.js';
import { checkColumns, type Table, tableOf } from '../../core/table.js';
import { FREE_MAIL, isListed, mailDomain } from './free-mail.js';

/** Where a user's firm, mail and role stand. */
export interface AccountColumns {
  /** Id or name of the firm. Where it is missing, or not given, the domain of the mail address stands for it. */
  readonly account?: string;
  /** Mail address. */
  readonly email?: string;
  /** What the user is in the firm: each role becomes a column of counts. */
  readonly role?: string;
  /** Domains that tell no firm, besides those of the list of free mail services. */
  readonly freeMail?: readonly string[];
}

/** An account and its users. */
export type AccountRow = {
  accountId: string;
  /** Users of the account. */
  users: number;
  /** Mail domains of its users that are no free mail. */
  domains: number;
  /** The one with the most users; `null` without. */
  mainDomain: string | null;
  /** Users in each role, for example `usersBuyer`; there only where roles are given. */
  [role: `users${string}`]: number;
};

/** Accounts of users, and who has none. */
export interface Accounts {
  /** By account id. No mail address is in it. */
  readonly accounts: Table<AccountRow>;
  /** Account of each user in the order of the rows; `null` for users without one. */
  readonly accountOf: readonly (string | null)[];
  /** Users found by the account column, and by the domain of their mail. */
  readonly byAccount: number;
  readonly byDomain: number;
  /** Users without account: with free mail, and with no address or one that is none. */
  readonly privateMail: number;
  readonly unknown: number;
  /** Domains whose users are in several accounts, which then may be one firm. */
  readonly sharedDomains: Table<{ domain: string; accounts: string; users: number }>;
}

/**
 * Firms from their users, for segments of accounts: how many users, in which roles, with which mail domains. A user
 * belongs to the account that the table names; where it names none, users of one mail domain make an account, unless
 * the domain is one of a free mail service. Nobody is guessed: those left are counted. `a.example.com` and
 * `example.com` are two domains.
 *
 * @param users - One row a user.
 * @throws {InputError} For missing columns, and when neither account nor mail is given.
 *
 * O(users).
 *
 * @example
 * const users = tableOf({ email: ['ana@acme.example', 'bo@acme.example', 'cy@gmail.com'], role: ['buyer', 'admin', 'buyer'] });
 * const found = accountsFromUsers(users, { email: 'email', role: 'role' });
 * found.accounts.objects(); // [{ accountId: 'acme.example', users: 2, domains: 1, mainDomain: 'acme.example', usersAdmin: 1, usersBuyer: 1 }]
 * found.privateMail; // 1
 */
export function accountsFromUsers<Row extends object>(users: Table<Row>, columns: AccountColumns): Accounts {
  const who = 'accountsFromUsers';
  const { account, email, role, freeMail = [] } = columns;
  const table = users as unknown as Table;
  const named = [account, email, role].filter((name) => name !== undefined);
  if (account === undefined && email === undefined)
    throw new InputError(`${who} needs a column account or email.`);
  checkColumns(who, table, named);
  const rows = table.numRows();
  const free = new Set([...FREE_MAIL, ...freeMail.map((domain) => domain.toLowerCase())]);
  const texts = (name: string | undefined) => {
    const values = name === undefined ? undefined : table.array(name);
    return Array.from({ length: rows }, (_, row) => textOf(values?.[row]));
  };
  const roles = texts(role);
  const domains = texts(email).map((address) => (address === undefined ? undefined : mailDomain(address)));
  const counts = { byAccount: 0, byDomain: 0, privateMail: 0, unknown: 0 };
  const accountOf = texts(account).map((id, row) => {
    const domain = domains[row];
    if (id !== undefined) counts.byAccount++;
    else if (domain === undefined) counts.unknown++;
    else if (isListed(domain, free)) counts.privateMail++;
    else counts.byDomain++;
    return id ?? (domain === undefined || isListed(domain, free) ? null : domain);
  });
  const found = new Map<
    string,
    { users: number; domains: Map<string, number>; roles: Map<string, number> }
  >();
  accountOf.forEach((id, row) => {
    if (id === null) return;
    const own = found.get(id) ?? { users: 0, domains: new Map(), roles: new Map() };
    found.set(id, own);
    own.users++;
    const [domain, does] = [domains[row], roles[row]];
    if (domain !== undefined && !isListed(domain, free)) add(own.domains, domain);
    if (does !== undefined) add(own.roles, does);
  });
  const ids = [...found.keys()].sort(compareText);
  const members = ids.map((id) => found.get(id)!);
  const allRoles = [...new Set(roles.filter((each) => each !== undefined))].sort(compareText);
  const made: Record<string, unknown[]> = {
    accountId: ids,
    users: members.map((each) => each.users),
    domains: members.map((each) => each.domains.size),
    mainDomain: members.map((each) => mostFrequent(each.domains)),
  };
  const info: Record<string, ColumnInfo> = {
    accountId: { role: 'id', meaning: 'Account.' },
    users: { role: 'base', basis: 'B5', unit: 'users', meaning: 'Users of the account.' },
    domains: { role: 'descriptor', basis: 'B5', meaning: 'Mail domains of the users.' },
    mainDomain: { role: 'id', meaning: 'Mail domain with the most users.' },
  };
  for (const each of allRoles) {
    const name = roleColumn(each, made);
    made[name] = members.map((member) => member.roles.get(each) ?? 0);
    info[name] = { role: 'base', basis: 'B5', unit: 'users', meaning: `Users with the role "${each}".` };
  }
  return {
    accounts: tableOf(
      made as never,
      Object.fromEntries(
        Object.entries(info).map(([name, own]) => [
          name,
          inheritedInfo(
            own,
            named.map((column) => table.info[column]),
          ),
        ]),
      ) as never,
    ) as never,
    accountOf,
    ...counts,
    sharedDomains: sharedDomains(ids, members),
  };
}

function textOf(value: unknown): string | undefined {
  if (value === null || value === undefined || Number.isNaN(value)) return undefined;
  const text = String(value).trim();
  return text === '' ? undefined : text;
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** Of those with the most users the first by code point. */
function mostFrequent(counts: ReadonlyMap<string, number>): string | null {
  const sorted = [...counts].sort((a, b) => b[1] - a[1] || compareText(a[0], b[0]));
  return sorted[0]?.[0] ?? null;
}

/** `users` and the role with a capital letter; a number behind where that is taken. */
function roleColumn(role: string, taken: Readonly<Record<string, unknown>>): string {
  const [first, ...rest] = [...role];
  const plain = `users${first.toUpperCase()}${rest.join('')}`;
  let name = plain;
  for (let i = 2; name in taken; i++) name = `${plain}${i}`;
  return name;
}

function sharedDomains(
  ids: readonly string[],
  members: readonly { readonly domains: ReadonlyMap<string, number> }[],
): Accounts['sharedDomains'] {
  const shared = new Map<string, { accounts: string[]; users: number }>();
  ids.forEach((id, i) => {
    for (const [domain, users] of members[i].domains) {
      const own = shared.get(domain) ?? { accounts: [], users: 0 };
      shared.set(domain, { accounts: [...own.accounts, id], users: own.users + users });
    }
  });
  const several = [...shared]
    .filter(([, { accounts }]) => accounts.length > 1)
    .sort((a, b) => b[1].users - a[1].users || compareText(a[0], b[0]));
  return tableOf({
    domain: several.map(([domain]) => domain),
    accounts: several.map(([, { accounts }]) => accounts.join(', ')),
    users: several.map(([, { users }]) => users),
  });
}
