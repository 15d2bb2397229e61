import type { Engine, EngineType, EngineValue } from '../engine/engine.js';

/** Rows that are looked at to find out what columns mean. */
export const SAMPLE_ROWS = 10_000;

/** What a column of a source is called and holds. */
export interface SourceColumn {
  readonly name: string;
  readonly type: EngineType;
}

/** A column of the first rows, for finding out what it means. */
export interface SampleColumn extends SourceColumn {
  readonly values: readonly EngineValue[];
}

/** Rows that wait outside the engine: a file, or a table in memory. */
export interface Source {
  /** As the caller knows it: the path, or `the table`. */
  readonly name: string;
  readonly columns: readonly SourceColumn[];
  /** Whether all values are text whose type is still to be found. */
  readonly untyped: boolean;
  /** The first `SAMPLE_ROWS` rows. */
  sample(): Promise<readonly SampleColumn[]>;
  /**
   * Makes a temporary table of the named columns in the order given, called `c1`, `c2`, …, rows in the
   * order of the source; a row's `rowid` counts from 0. Blank texts are NULL.
   *
   * @returns Records that were left out, where that was asked for when the source was opened.
   * @throws {InputError} For records that cannot be read, with their line.
   */
  load(table: string, names: readonly string[]): Promise<readonly LeftOutRecord[]>;
  /** Where rows are, for people: `line 12` of a file, `row 12` of a table. */
  places(rows: readonly number[]): Promise<readonly SourcePlace[]>;
}

/** A record that was left out because it has more or fewer values than there are columns. */
export interface LeftOutRecord {
  readonly place: SourcePlace;
  readonly text: string;
  /** Values it has, and should have. */
  readonly found: number;
  readonly expected: number;
}

/** What becomes of rows that cannot be used: an error (default), or left out and counted. */
export type OnBadRows = 'error' | 'leave out';

/** Rows of a source in a table of an engine. */
export interface LoadedRows {
  /** Function that complains. */
  readonly who: string;
  readonly engine: Engine;
  readonly source: Source;
  readonly table: string;
}

/** A column of loaded rows, with its first values and its name in the engine. */
export interface LoadedColumn extends SampleColumn {
  readonly sqlName: string;
}

/** Where a row is. */
export interface SourcePlace {
  readonly text: string;
  /** Line of a text file. */
  readonly line?: number;
  /** Row, counted from 1. */
  readonly row: number;
}

/** How the text of a file is read; what is left out is found. */
export interface ReadOptions {
  /** Sheet of an Excel workbook; default the first. */
  readonly sheet?: string;
  /** Table of a DuckDB database, `name` or `schema.name`; default the only one. */
  readonly table?: string;
  /** Character between values; `blanks` for runs of spaces and tabs. */
  readonly separator?: string;
  /** Whether the first line holds the names. */
  readonly header?: boolean;
  /** Encoding of the text, as in the Encoding Standard, for example `windows-1252`. Default UTF-8. */
  readonly encoding?: string;
  /** What stands before the fraction of a number; default a point, or a comma where all values say so. */
  readonly decimalPoint?: '.' | ',';
  /** Texts that mean that nothing is there, for example `NA`, beside blanks. */
  readonly missing?: readonly string[];
  /** Threads of the engine, default 2; the result does not depend on it. */
  readonly threads?: number;
}
