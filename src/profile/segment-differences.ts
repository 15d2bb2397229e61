import { formatNumber } from '../core/format.js';
import { DISPLAY_KEY, type Displayable } from '../display/bundle.js';
import { contentBundle } from '../display/content-bundle.js';
import { benjaminiHochberg } from '../stats/benjamini-hochberg.js';
import { holm } from '../stats/holm.js';
import type { CategoryProfile } from './columns/category-profile.js';
import type { ColumnPart } from './columns/column-part.js';
import type { NumberProfile } from './columns/number-profile.js';
import { differencesContent } from './differences-content.js';
import type { Profile } from './profile.js';

/** Names of tests. */
export type DifferenceTest =
  | 'analysis of variance'
  | "Welch's analysis of variance"
  | 'Kruskal-Wallis'
  | 'Levene'
  | 'chi-squared'
  | "Welch's t"
  | 'Mann-Whitney'
  | 'Kolmogorov-Smirnov'
  | "Fisher's exact";

/** A test with its p-value corrected for all that were made. */
export interface CorrectedTest {
  readonly column: string;
  readonly part: ColumnPart;
  /** Of a category column: the category that a segment is compared in. */
  readonly category?: string;
  /** Key of the segment that is compared with all others; absent where all segments are compared. */
  readonly segment?: string;
  readonly test: DifferenceTest;
  /** F, H, chi-squared, t, z, distance or odds ratio, as the test has it; `undefined` where it has none. */
  readonly statistic: number | undefined;
  readonly p: number;
  /** Corrected so that one false alarm among all is no more likely than the level. */
  readonly holm: number;
  /** Corrected so that no more than that share of alarms are false. */
  readonly benjaminiHochberg: number;
}

/** Whether segments differ, with all tests corrected together. It displays as a table, a row a column. */
export interface SegmentDifferences extends Displayable {
  /** In the order of the profile: numbers, then categories; across all segments before single ones. */
  readonly tests: readonly CorrectedTest[];
  /** What to mind, by sentence. */
  readonly warnings: readonly string[];
}

/**
 * Whether segments differ, column by column: all tests of a profile with p-values corrected for how many they are (Holm, and
 * Benjamini and Hochberg). Segments smaller than the profile's minimum are compared with nobody, protected columns are left out.
 *
 * That segments differ in what they were made of is no finding: they were made to. Those columns come last and are marked.
 *
 * O(tests · log(tests)). Without tests where the profile is weighted, which the table says.
 *
 * @example
 * segmentDifferences(people).tests[0].column; // 'recencyDays'
 */
export function segmentDifferences(profile: Profile): SegmentDifferences {
  const raw = [
    ...profile.numbers.filter(isOpen).flatMap((column) => numberTestsOf(profile, column)),
    ...profile.categories.filter(isOpen).flatMap((column) => categoryTestsOf(profile, column)),
  ];
  const pValues = raw.map(({ p }) => p);
  const [strict, lenient] = [holm(pValues), benjaminiHochberg(pValues)];
  const tests = raw.map((test, i) => ({ ...test, holm: strict[i], benjaminiHochberg: lenient[i] }));
  const content = differencesContent(profile, tests);
  return { tests, warnings: warningsOf(profile), [DISPLAY_KEY]: () => contentBundle(content) };
}

type RawTest = Omit<CorrectedTest, 'holm' | 'benjaminiHochberg'>;

function isOpen({ info }: { readonly info: { readonly role?: string } }): boolean {
  return info.role !== 'protected' && info.role !== 'id' && info.role !== 'consent';
}

function numberTestsOf(profile: Profile, { name, part, tests, bySegment }: NumberProfile): RawTest[] {
  const common = { column: name, part };
  const across: RawTest[] =
    tests === undefined
      ? []
      : [
          { ...common, test: 'analysis of variance', statistic: tests.anova.f, p: tests.anova.p },
          { ...common, test: "Welch's analysis of variance", statistic: tests.welch.f, p: tests.welch.p },
          { ...common, test: 'Kruskal-Wallis', statistic: tests.kruskalWallis.h, p: tests.kruskalWallis.p },
          { ...common, test: 'Levene', statistic: tests.levene.f, p: tests.levene.p },
        ];
  const single = bySegment.flatMap(({ difference, n }, s): RawTest[] => {
    if (difference === undefined || profile.segments[s].masked || n < profile.minimum) return [];
    const { mean, mannWhitney, kolmogorovSmirnov } = difference;
    const own = { ...common, segment: profile.segments[s].key };
    const t = mean.standardError > 0 ? mean.value / mean.standardError : undefined;
    return [
      { ...own, test: "Welch's t", statistic: t, p: mean.p },
      { ...own, test: 'Mann-Whitney', statistic: mannWhitney.z, p: mannWhitney.p },
      {
        ...own,
        test: 'Kolmogorov-Smirnov',
        statistic: kolmogorovSmirnov.distance,
        p: kolmogorovSmirnov.p,
      },
    ];
  });
  return [...across, ...single];
}

function categoryTestsOf(profile: Profile, { name, part, tests, categories, n }: CategoryProfile): RawTest[] {
  const common = { column: name, part };
  const across: RawTest[] =
    tests === undefined
      ? []
      : [
          {
            ...common,
            test: 'chi-squared',
            statistic: tests.chiSquared.statistic,
            p: tests.chiSquared.p,
          },
        ];
  const single = categories.flatMap(({ value, bySegment }) =>
    bySegment.flatMap(({ difference, count }, s): RawTest[] => {
      const isSmall = profile.segments[s].masked || n[s] < profile.minimum || count < profile.minimum;
      if (difference === undefined || isSmall) return [];
      const { method, oddsRatio, p } = difference;
      const own = { ...common, category: value, segment: profile.segments[s].key };
      return [{ ...own, test: method, statistic: oddsRatio?.value, p }];
    }),
  );
  return [...across, ...single];
}

function warningsOf(profile: Profile): string[] {
  const columns = [...profile.numbers, ...profile.categories].filter(isOpen);
  const own = columns.flatMap(({ name, tests }) =>
    (tests?.warnings ?? []).map((warning) => `${name}: ${warning}`),
  );
  const bases = columns.filter(({ part }) => part === 'base').map(({ name }) => name);
  const made =
    bases.length === 0
      ? []
      : [
          `Segments were made of ${bases.join(', ')}: that they differ there is by construction and no finding.`,
        ];
  const few = profile.segments.filter(({ masked }) => masked).length;
  const masked =
    few === 0 ? [] : [`Segments of fewer than ${formatNumber(profile.minimum)} customers are not compared.`];
  return [...made, ...masked, ...own];
}
