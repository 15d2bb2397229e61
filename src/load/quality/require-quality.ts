import { InputError } from '../../core/input-error.js';
import type { QualityReport } from './quality-report.js';

/**
 * Stops a notebook or pipeline where the data are not fit: throws unless every check of severity `error` passed.
 *
 * @throws {InputError} With the verdict and each error that was found.
 *
 * @example
 * requireQuality(await checkQuality(orders, [notNull('customerId')]));
 */
export function requireQuality(report: QualityReport): void {
  if (report.passed) return;
  const errors = report.findings.filter(({ severity }) => severity === 'error');
  throw new InputError(
    `requireQuality: ${report.verdict}\n${errors.map(({ sentence, wayOut }) => `${sentence} ${wayOut}`).join('\n')}`,
  );
}
