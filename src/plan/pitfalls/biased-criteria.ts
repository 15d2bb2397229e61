import type { Finding } from '../../core/finding.js';
import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import { cramersVInterval } from '../../stats/cramers-v-interval.js';
import type { PitfallCheck } from './plan-results.js';

/** Cohen, "Statistical Power Analysis", 2nd ed. (1988), 7.2: 0.1 is a small association. */
const SMALL = 0.1;

/** Steinley, Psychological Methods 9 (2004): an adjusted Rand index below it is poor agreement. */
const POOR = 0.65;

/** A protected attribute among what segments were made of. */
export const protectedCriterion: PitfallCheck = {
  key: 'P3',
  title: 'protected attributes among the criteria',
  needs: 'segmentation with columns or protectedAttributes',
  look: (_, { segmentation, columns, protectedAttributes }) => {
    if (segmentation === undefined || (columns ?? protectedAttributes) === undefined) return undefined;
    const used = segmentation.origin.columns.filter(
      (name) =>
        (columns !== undefined && Object.hasOwn(columns, name) && columns[name].role === 'protected') ||
        (protectedAttributes !== undefined && Object.hasOwn(protectedAttributes, name)),
    );
    if (used.length === 0) return [];
    return [
      {
        key: 'P3',
        severity: 'error',
        sentence: `Segments were made of ${used.join(', ')}, which is protected.`,
        evidence: { columns: used.join(', ') },
        wayOut: 'Take it out of the segmentation.',
      },
    ];
  },
};

/** Segments that go with a protected attribute although they were not made of it. */
export const protectedAssociation: PitfallCheck = {
  key: 'P3',
  title: 'association with protected attributes',
  needs: 'segmentation and protectedAttributes',
  look: (_, { segmentation, protectedAttributes }) => {
    if (segmentation === undefined || protectedAttributes === undefined) return undefined;
    const { labels, origin } = segmentation;
    const names = Object.keys(protectedAttributes).filter((name) => !origin.columns.includes(name));
    return names.flatMap((name): Finding[] => {
      const values = protectedAttributes[name];
      if (values.length !== labels.length) {
        throw new InputError(
          `findPitfalls: ${values.length} values of "${name}" for ${labels.length} customers.`,
        );
      }
      const known = Array.from(labels, (_, i) => i).filter((i) => isKnown(values[i]));
      if (known.length < 2) return [];
      const codes = new Map<unknown, number>();
      for (const i of known) if (!codes.has(values[i])) codes.set(values[i], codes.size);
      const { value, low, high, p, n } = cramersVInterval(
        known.map((i) => labels[i]),
        known.map((i) => codes.get(values[i])!),
      );
      if (value < SMALL || p >= 0.05 / names.length) return [];
      const sure = low > SMALL;
      const number = (each: number) => formatNumber(each, { digits: 2 });
      return [
        {
          key: 'P3',
          severity: sure ? 'warning' : 'note',
          sentence: `Segments go with ${name} although they were not made of it: Cramér's V is ${number(value)} (${number(low)} to ${number(high)}). What a segment gets, ${sure ? '' : 'perhaps '}groups of ${name} get unequally.`,
          evidence: { attribute: name, cramersV: value, low, high, p, n },
          wayOut:
            'Find the column that stands for it by leaving out one at a time, and compare who gets the offer by group before sending.',
        },
      ];
    });
  },
};

function isKnown(value: unknown): boolean {
  return value !== null && value !== undefined && value !== '' && !Number.isNaN(value);
}

/** Segments that hang on a single column. */
export const sensitiveCriteria: PitfallCheck = {
  key: 'P3',
  title: 'sensitivity to criteria',
  needs: 'sensitivity, from leaveOneColumnOut',
  look: (_, { sensitivity }) => {
    if (sensitivity === undefined) return undefined;
    const heavy = sensitivity
      .filter(({ agreement }) => agreement < POOR)
      .sort((a, b) => a.agreement - b.agreement);
    if (heavy.length === 0) return [];
    const list = heavy
      .map(({ column, agreement }) => `${column} (${formatNumber(agreement, { digits: 2 })})`)
      .join(', ');
    return [
      {
        key: 'P3',
        severity: 'warning',
        sentence: `The segments hang on single columns: without one of them they agree poorly with what they are now, by the adjusted Rand index ${list}.`,
        evidence: {
          column: heavy[0].column,
          agreement: heavy[0].agreement,
          limit: POOR,
          columns: heavy.length,
          of: sensitivity.length,
        },
        wayOut:
          'Say why this column belongs among the criteria, or take others that tell the same beside it.',
      },
    ];
  },
};
