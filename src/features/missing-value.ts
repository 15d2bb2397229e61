import { call, type Expression } from '../engine/plan/expression.js';

/** A text that is missing. */
export const MISSING_TEXT: Expression = call('missingIf', '', '');

/** A number that is missing. */
export const MISSING_NUMBER: Expression = call('missingIf', 0, 0);
