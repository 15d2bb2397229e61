import type { ColumnInfo } from '../../core/column.js';
import type { Finding } from '../../core/finding.js';
import { formatNumber } from '../../core/format.js';
import { tableOf } from '../../core/table.js';
import { DISPLAY_KEY } from '../../display/bundle.js';
import { contentBundle } from '../../display/content-bundle.js';
import { counted } from '../../display/counted.js';
import { shownTable } from '../../display/shown-table.js';
import type { CheckResult, FailingRowEntry, QualityReport } from './quality-report.js';

const ORDER = ['error', 'warning', 'note'] as const;

/** The results of checks as a value that people can read. */
export function describeQuality(
  results: readonly CheckResult[],
  rows: number,
  info: Readonly<Record<string, ColumnInfo>>,
): QualityReport {
  const failed = ORDER.flatMap((severity) =>
    results.filter((result) => result.status === 'failed' && result.severity === severity),
  );
  const verdict = verdictOf(results, failed, rows);
  return {
    verdict,
    passed: !failed.some(({ severity }) => severity === 'error'),
    rows,
    results,
    findings: failed.map(findingOf),
    failingRows: failingRows(failed, info),
    [DISPLAY_KEY]: () => contentBundle(shownResults(results, failed, verdict, info).content),
  };
}

function verdictOf(results: readonly CheckResult[], failed: readonly CheckResult[], rows: number): string {
  const unjudged = results.filter(({ status }) => status === 'not judged').length;
  const open = unjudged === 0 ? '' : ` ${counted(unjudged, 'check')} could not be judged.`;
  const all = `${counted(results.length, 'check')} of ${counted(rows, 'row')}`;
  if (failed.length === 0) {
    const judged = results.length - unjudged;
    if (judged === results.length && judged === 1) return `The one check of ${counted(rows, 'row')} passed.`;
    return `All ${unjudged === 0 ? all : `${judged} judged checks of ${counted(rows, 'row')}`} passed.${open}`;
  }
  const kinds = ORDER.map((severity) => ({
    severity,
    count: failed.filter((result) => result.severity === severity).length,
  })).filter(({ count }) => count > 0);
  const counts = kinds.map(({ severity, count }) => counted(count, severity)).join(', ');
  const [worst] = failed;
  return `${failed.length} of ${all} failed (${counts}), first of them: ${worst.rule}${amount(worst)}.${open}`;
}

function amount({ failing, share, of, found }: CheckResult): string {
  if (failing === null || share === null) return found === '' ? '' : ` (${found})`;
  const rows = failing === 1 ? '1 row breaks it' : `${formatNumber(failing)} rows break it`;
  return ` (${rows}, ${formatNumber(share, { style: 'percent' })} of ${formatNumber(of!)})`;
}

function findingOf(result: CheckResult): Finding {
  const { kind, columns, severity, failing, of, share, found, rule, wayOut } = result;
  return {
    key: 'P4',
    severity,
    sentence: `Does not hold: ${rule}${amount(result)}.`,
    evidence: {
      check: kind,
      columns: columns.join(', '),
      ...(failing === null || of === null ? {} : { failing, of }),
      ...(share === null ? {} : { share }),
      ...(found === '' ? {} : { found }),
    },
    wayOut,
  };
}

/** Whether values of a column are kept out of pages. */
function isGuarded({ kind, columns }: CheckResult, info: Readonly<Record<string, ColumnInfo>>): boolean {
  if (kind === 'noNearDuplicates' || kind === 'noDuplicateCustomers') return true; // names and addresses
  return columns.some((name) => info[name]?.role === 'id' || info[name]?.role === 'protected');
}

function failingRows(failed: readonly CheckResult[], info: Readonly<Record<string, ColumnInfo>>) {
  const entries = failed.flatMap((result) =>
    result.firstRows.map(({ row, key, value }) => ({
      entry: { rule: result.rule, row: row ?? null, key: key ?? null, value },
      guarded: isGuarded(result, info),
    })),
  );
  const column = <Name extends keyof FailingRowEntry>(name: Name) => entries.map(({ entry }) => entry[name]);
  return tableOf<FailingRowEntry>(
    { rule: column('rule'), row: column('row'), key: column('key'), value: column('value') },
    {
      rule: { title: 'Rule' },
      row: { title: 'Row', meaning: 'Row of the table, counted from 1' },
      key: { title: 'Key', role: 'id' },
      value: { title: 'Value', ...(entries.some(({ guarded }) => guarded) ? { role: 'id' } : {}) },
    },
  );
}

function shownResults(
  results: readonly CheckResult[],
  failed: readonly CheckResult[],
  verdict: string,
  info: Readonly<Record<string, ColumnInfo>>,
) {
  const ordered = [...failed, ...results.filter((result) => !failed.includes(result))];
  const first = (result: CheckResult): string | null => {
    const { firstRows, found } = result;
    if (firstRows.length === 0) return found === '' ? null : found;
    const [{ row, value }] = firstRows;
    const shown = isGuarded(result, info) ? '' : value;
    const place = row === undefined ? '' : `row ${row}`;
    const text = [place, shown].filter((part) => part !== '').join(': ');
    return [text, found].filter((part) => part !== '').join('; ');
  };
  const table = tableOf(
    {
      rule: ordered.map(({ rule }) => rule),
      severity: ordered.map(({ severity }) => severity),
      status: ordered.map(({ status }) => status),
      failing: ordered.map(({ failing }) => failing),
      of: ordered.map(({ of }) => of),
      share: ordered.map(({ share }) => share),
      first: ordered.map(first),
    },
    {
      rule: { title: 'Rule' },
      severity: { title: 'Severity' },
      status: { title: 'Result' },
      failing: { title: 'Failing rows' },
      of: { title: 'Rows judged' },
      share: { title: 'Share failing', unit: 'share' },
      first: { title: 'First failing, or what was found' },
    },
  );
  return shownTable(table, { caption: verdict, rows: table.numRows() });
}
