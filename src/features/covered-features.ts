import { checkPurpose, coversPurpose, purposeWords } from '../core/check-purpose.js';
import type { ColumnInfo } from '../core/column.js';
import { InputError } from '../core/input-error.js';
import type { Purpose } from '../core/purpose.js';
import { counted } from '../display/counted.js';
import type { Feature, FeatureFamily } from './feature.js';

/** Features that may be used for a purpose, and what is to be said of the others. */
export interface CoveredFeatures<Each extends Feature | FeatureFamily> {
  readonly features: readonly Each[];
  /** One sentence each; none where every feature is covered by what its columns state. */
  readonly warnings: readonly string[];
}

/**
 * Leaves out the features that are computed from a column that does not cover a purpose.
 *
 * @param sources - Columns that a feature is computed from.
 * @throws {InputError} For an unknown purpose, and when no feature is left.
 */
export function coveredFeatures<Each extends Feature | FeatureFamily>(
  who: string,
  features: readonly Each[],
  purpose: Purpose,
  sources: (feature: Each) => readonly string[],
  info: Readonly<Record<string, ColumnInfo>>,
): CoveredFeatures<Each> {
  checkPurpose(who, purpose);
  const known = (name: string) => (Object.hasOwn(info, name) ? info[name] : undefined);
  const reasonOf = (feature: Each): string | undefined => {
    const bad = sources(feature).find((name) => !coversPurpose(known(name), purpose));
    if (bad !== undefined) return `column "${bad}" covers ${purposeWords(known(bad)?.purposes)}`;
    const own = feature.kind === 'feature' ? feature.info : undefined;
    return coversPurpose(own, purpose) ? undefined : `it states ${purposeWords(own?.purposes)}`;
  };
  const reasons = features.map((feature) => ({ feature, reason: reasonOf(feature) }));
  const out = reasons.filter(({ reason }) => reason !== undefined);
  const list = out.map(({ feature, reason }) => `${nameOf(feature)} (${reason})`).join('; ');
  if (out.length === features.length) {
    throw new InputError(`${who}: no feature may be used for ${purpose}: ${list}.`);
  }
  const kept = reasons.filter(({ reason }) => reason === undefined).map(({ feature }) => feature);
  const silent = [...new Set(kept.flatMap(sources))].filter((name) => {
    const own = known(name);
    return own?.purposes === undefined && own?.role !== 'id';
  });
  const warnings: string[] = [];
  if (out.length > 0) {
    warnings.push(
      `${who}: ${counted(out.length, 'feature')} of ${features.length} may not be used for ${purpose} and ${out.length === 1 ? 'is' : 'are'} left out: ${list}.`,
    );
  }
  if (silent.length > 0) {
    warnings.push(
      `${who}: columns whose purposes are not stated, and which are used for ${purpose}: ${silent.join(', ')}.`,
    );
  }
  return { features: kept, warnings };
}

function nameOf(feature: Feature | FeatureFamily): string {
  return feature.kind === 'feature' ? feature.name : `those of "${feature.column}"`;
}
