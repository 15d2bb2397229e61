import type { Purpose } from './purpose.js';

/** What a column is for. Reports mask `id` and keep `protected` out unless asked. */
export type ColumnRole = 'id' | 'base' | 'descriptor' | 'outcome' | 'measure' | 'protected' | 'consent';

/** What is known about a column beside its values. */
export interface ColumnInfo {
  readonly role?: ColumnRole;
  /** What reports call it, for example `Eco-friendly range`; default in words from meaning and name. */
  readonly title?: string;
  /** Unit, for example `days`, `orders`, `EUR`; `share` from 0 to 1 is shown in percent, `year` without commas. */
  readonly unit?: string;
  /** One sentence on what the number means; for a share best as "Share of spending on shoes". */
  readonly meaning?: string;
  /** Basis of segmentation (B1 demographic to B8 value). */
  readonly basis?: 'B1' | 'B2' | 'B3' | 'B4' | 'B5' | 'B6' | 'B7' | 'B8';
  /** What the column may be used for; default: not stated, which stands for every purpose. */
  readonly purposes?: readonly Purpose[];
  /** The values of a column of texts in their order, least first, where they have one. */
  readonly levels?: readonly string[];
  /** Digits after the decimal point when shown; default: as many as the number needs, at most 3 significant. */
  readonly digits?: number;
}
