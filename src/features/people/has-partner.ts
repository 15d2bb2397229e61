import { call, type Expression } from '../../engine/plan/expression.js';
import { type RowOperand, rowValue } from '../row-value.js';

/** A column of truth or of 0 and 1, or one of texts with those that mean a partner. */
export type PartnerColumn = RowOperand | { readonly column: string; readonly values: readonly string[] };

/** 1 with a partner, 0 without, missing where it is not known. */
export function hasPartner(who: string, partner: PartnerColumn): Expression {
  if (typeof partner === 'string' || 'kind' in partner) return call('toNumber', rowValue(who, partner));
  const [first, ...others] = partner.values;
  return call('toNumber', call('oneOf', rowValue(who, partner.column), first ?? '', ...others));
}
