import { InputError } from '../../core/input-error.js';
import type { CheckOptions, CheckSeverity, QualityCheck } from './quality-check.js';

/** What a check says of itself; the rest has defaults. */
interface CheckParts extends Pick<QualityCheck, 'kind' | 'columns' | 'rule' | 'wayOut' | 'test' | 'other'> {
  readonly severity: CheckSeverity;
}

const SEVERITIES: readonly string[] = ['note', 'warning', 'error'];

/**
 * A check with what the caller asked for.
 *
 * @throws {InputError} For a severity that is none, and an allowed share outside of 0 to 1.
 */
export function makeCheck(parts: CheckParts, options: CheckOptions): QualityCheck {
  const { severity = parts.severity, allowed = 0 } = options;
  if (!SEVERITIES.includes(severity)) {
    throw new InputError(`${parts.kind}: severity is ${severity}; it is note, warning or error.`);
  }
  if (!(allowed >= 0 && allowed < 1)) {
    throw new InputError(`${parts.kind}: allowed is ${allowed}; it is a share from 0 to below 1.`);
  }
  return { ...parts, severity, allowed };
}
