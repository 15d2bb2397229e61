import type { ColumnInfo } from '../core/column.js';
import type { Estimate } from '../core/estimate.js';
import type { Finding } from '../core/finding.js';
import { formatNumber, type NumberFormat } from '../core/format.js';
import { tableOf } from '../core/table.js';
import { columnWords } from '../display/column-words.js';
import { counted } from '../display/counted.js';
import { type ShownTable, shownTable } from '../display/shown-table.js';
import type { LeftOutDifference } from './compare-left-out.js';
import type { ForPurpose } from './for-purpose.js';

/** What was left out, before it is put in words. */
export type PurposeAccount = Pick<
  ForPurpose<object>,
  'purpose' | 'customers' | 'columnsLeftOut' | 'columnsNotStated' | 'unknownWords' | 'differences'
>;

/** The account in plain sentences; numbers of customers below the minimum are not told. */
export function purposeSentence(
  { purpose, customers, columnsLeftOut, columnsNotStated, unknownWords }: PurposeAccount,
  basis: string | undefined,
  minimum: number,
): string {
  const { given, kept, refused, unknown } = customers;
  const left = given - kept;
  const few = (number: number) =>
    number > 0 && number < minimum ? `fewer than ${minimum}` : formatNumber(number);
  const said: string[] = [];
  if (basis !== undefined)
    said.push(`All ${counted(given, 'customer')} may be used for ${purpose}: ${basis}.`);
  else if (left === 0) said.push(`All ${counted(given, 'customer')} agreed to ${purpose}.`);
  else if (left < minimum)
    said.push(
      `Of ${counted(given, 'customer')} fewer than ${minimum} did not agree to ${purpose} and are left out.`,
    );
  else {
    said.push(
      `${counted(kept, 'customer')} of ${formatNumber(given)} agreed to ${purpose}; ${formatNumber(left)} are left out (${few(refused)} refused, of ${few(unknown)} it is not known).`,
    );
  }
  if (columnsLeftOut.length > 0)
    said.push(`Columns that do not cover ${purpose}: ${columnsLeftOut.join(', ')}.`);
  if (columnsNotStated.length > 0)
    said.push(`Columns whose purposes are not stated, and which are used: ${columnsNotStated.join(', ')}.`);
  if (unknownWords.length > 0)
    said.push(`Words that are no purpose and count as nothing: ${unknownWords.join(', ')}.`);
  return said.join(' ');
}

/** One finding where something was left out or was not stated. */
export function purposeFinding(account: PurposeAccount, sentence: string, minimum: number): Finding[] {
  const { purpose, customers, columnsLeftOut, columnsNotStated, differences } = account;
  const left = customers.given - customers.kept;
  if (left === 0 && columnsLeftOut.length === 0 && columnsNotStated.length === 0) return [];
  const apart = differences.filter(({ standsOut }) => standsOut);
  const names = [...new Set(apart.map(({ column }) => column))];
  const differ = names.length === 0 ? '' : ` Those left out differ in ${names.join(', ')}.`;
  return [
    {
      key: 'E7',
      severity: names.length > 0 ? 'warning' : 'note',
      sentence: `${sentence}${differ}`,
      evidence: {
        purpose,
        customers: customers.given,
        leftOut: left > 0 && left < minimum ? `fewer than ${minimum}` : left,
        columnsLeftOut: columnsLeftOut.length,
        differences: apart.length,
      },
      wayOut:
        names.length > 0
          ? 'Say in the report that segments speak for those who agreed, and do not extend them to the others.'
          : 'Say it in the report.',
    },
  ];
}

/** The differences as a table, or the account alone where there are none. */
export function shownPurpose(
  { purpose, differences }: PurposeAccount,
  info: Readonly<Record<string, ColumnInfo>>,
  sentence: string,
  minimum: number,
): ShownTable {
  const word = ({ column, category }: LeftOutDifference) =>
    `${columnWords(column, info[column] ?? {})}${category === null ? '' : `: ${category}`}`;
  const table = tableOf(
    {
      what: differences.map(word),
      kept: differences.map((each) => estimateText(each.kept, each, info, minimum)),
      leftOut: differences.map((each) => estimateText(each.leftOut, each, info, minimum)),
      standardized: differences.map(({ standardized }) => standardized),
      standsOut: differences.map(({ standsOut }) => (standsOut ? 'yes' : 'no')),
    },
    {
      what: { title: 'Mean or share' },
      kept: { title: `Agreed to ${purpose}` },
      leftOut: { title: 'Left out' },
      standardized: { title: 'Difference', unit: 'standard deviations', digits: 2 },
      standsOut: { title: 'Stands out' },
    },
  );
  return shownTable(table, {
    caption: `Who is left out for ${purpose}`,
    note: `${sentence} Intervals at 95%; it stands out from 0.1 standard deviations on where intervals do not overlap`,
    rows: Math.max(1, differences.length),
  });
}

function estimateText(
  estimate: Estimate | null,
  { column }: LeftOutDifference,
  info: Readonly<Record<string, ColumnInfo>>,
  minimum: number,
): string {
  if (estimate === null) return `fewer than ${minimum} customers`;
  const isShare = estimate.method === 'Wilson interval' || info[column]?.unit === 'share';
  const format: NumberFormat = isShare ? { style: 'percent' } : {};
  const [value, low, high] = [estimate.value, estimate.low, estimate.high].map((each) =>
    formatNumber(each, format),
  );
  return `${value} (${low} to ${high})`;
}
