import { call, column, type Expression } from '../../engine/plan/expression.js';
import type { CheckScope } from './quality-check.js';

/** Whether a value is there; a text of blanks alone is none. */
export function filled(name: string, scope: Pick<CheckScope, 'type'>): Expression {
  return call('not', isGap(name, scope));
}

/** Whether a value is not there; a text of blanks alone is none. */
export function isGap(name: string, scope: Pick<CheckScope, 'type'>): Expression {
  const missing = call('isMissing', column(name));
  return scope.type(name) === 'text'
    ? call('or', missing, call('equal', call('trimmed', column(name)), ''))
    : missing;
}
