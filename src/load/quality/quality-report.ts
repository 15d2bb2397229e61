import type { Finding } from '../../core/finding.js';
import type { Table } from '../../core/table.js';
import type { Displayable } from '../../display/bundle.js';
import type { CheckSeverity, FailingRow } from './quality-check.js';

/** What became of one check. */
export interface CheckResult {
  readonly kind: string;
  readonly columns: readonly string[];
  /** The rule in words. */
  readonly rule: string;
  readonly severity: CheckSeverity;
  readonly status: 'passed' | 'failed' | 'not judged';
  /** Rows that fail, and rows that were judged; `null` where the check is of the whole. */
  readonly failing: number | null;
  readonly of: number | null;
  /** Share of the judged rows that fail, 0 to 1; `null` without judged rows. */
  readonly share: number | null;
  /** What was found, in words; may be empty. */
  readonly found: string;
  /** The first rows that fail, in the order of the table, or of the key where the table stays in its file. */
  readonly firstRows: readonly FailingRow[];
  readonly wayOut: string;
}

/** A failing row of a check. */
export interface FailingRowEntry {
  readonly rule: string;
  /** Row of the table from 1; `null` where the table stays in its file. */
  readonly row: number | null;
  readonly key: string | null;
  readonly value: string;
}

/** The answer of `checkQuality`; it shows itself as a table. */
export interface QualityReport extends Displayable {
  /** One sentence. */
  readonly verdict: string;
  /** Whether no check of severity `error` failed. */
  readonly passed: boolean;
  readonly rows: number;
  /** In the order of the checks. */
  readonly results: readonly CheckResult[];
  /** One for each check that failed. */
  readonly findings: readonly Finding[];
  /** The first failing rows of every check; `key` and values of ids are masked in pages. */
  readonly failingRows: Table<FailingRowEntry>;
}
