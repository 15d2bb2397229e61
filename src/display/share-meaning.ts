import type { ColumnInfo } from '../core/column.js';

/** The meaning of a share, taken apart. */
export interface ShareMeaning {
  /** Of what, for example `spending`. */
  readonly whole: string;
  /** Which part of it, for example `on the eco-friendly range`. */
  readonly part: string;
}

const PARTS =
  'on|in|at|from|with|by|via|through|during|before|after|placed|made|bought|paid|spent|returned|opened';
const SHARE = new RegExp(
  `^share of (?:their |all |the )?(\\p{L}+(?: (?!(?:${PARTS}) )\\p{L}+)?) ((?:${PARTS}) .*[^.])\\.?$`,
  'iu',
);

/** `Share of spending on shoes` taken apart; `undefined` for what is no share, or is said in another form. */
export function shareMeaning({ unit, meaning }: ColumnInfo): ShareMeaning | undefined {
  const found = unit === 'share' ? SHARE.exec(meaning ?? '') : null;
  return found === null ? undefined : { whole: found[1], part: found[2] };
}
