import type { Finding } from '../core/finding.js';
import { InputError } from '../core/input-error.js';
import { checkKnown } from '../core/unknown-name.js';
import { DISPLAY_KEY, type Displayable, type TableContent } from '../display/bundle.js';
import { contentBundle } from '../display/content-bundle.js';
import { counted } from '../display/counted.js';
import { protectedAssociation, protectedCriterion, sensitiveCriteria } from './pitfalls/biased-criteria.js';
import { columnBelowPrice, costlySegments } from './pitfalls/costly-segments.js';
import { dilutedEffect } from './pitfalls/diluted-effect.js';
import { luckyRestarts } from './pitfalls/lucky-restarts.js';
import { missingStructure, unstableSegments } from './pitfalls/missing-structure.js';
import { outlierSegments } from './pitfalls/outlier-segments.js';
import { overlappingSegments, tooManySegments, tooSmallSegments } from './pitfalls/over-segmentation.js';
import type { PitfallCheck, PlanResults } from './pitfalls/plan-results.js';
import { stalePlan } from './pitfalls/stale-plan.js';
import { basesAsPlanned, descriptorsAsPlanned } from './pitfalls/used-as-planned.js';
import type { Plan } from './plan.js';

/** Something that was looked at, or could not be. */
export interface PitfallLook {
  /** Key of the pitfall. */
  readonly key: string;
  readonly title: string;
  /** What it takes, in words. */
  readonly needs: string;
}

/** What became of a plan. It displays as a table. */
export interface Pitfalls extends Displayable {
  /** Errors first, then warnings and notes. */
  readonly findings: readonly Finding[];
  /** Where nothing stands in `findings` for these, all is well. */
  readonly lookedAt: readonly PitfallLook[];
  /** What could not be looked at, with what it takes. */
  readonly notLookedAt: readonly PitfallLook[];
  /** Knock-outs in words, which people judge. */
  readonly toJudge: readonly string[];
  readonly verdict: string;
}

const CHECKS: readonly PitfallCheck[] = [
  basesAsPlanned,
  descriptorsAsPlanned,
  tooManySegments,
  tooSmallSegments,
  overlappingSegments,
  stalePlan,
  protectedCriterion,
  protectedAssociation,
  sensitiveCriteria,
  missingStructure,
  unstableSegments,
  outlierSegments,
  luckyRestarts,
  dilutedEffect,
  costlySegments,
  columnBelowPrice,
];

const RESULTS: Record<keyof PlanResults, true> = {
  segmentation: true,
  matrix: true,
  columns: true,
  profile: true,
  silhouette: true,
  shadowValues: true,
  howMany: true,
  nullReference: true,
  stability: true,
  sensitivity: true,
  protectedAttributes: true,
  segmenting: true,
  worksheet: true,
  boughtColumn: true,
  today: true,
};

const ORDER = ['error', 'warning', 'note'] as const;

/**
 * Compares what was done with what the plan declares, and looks for the usual pitfalls:
 *
 * - S1: bases and descriptors that were not declared, or were mixed up.
 * - P1, over-segmentation: more segments than campaigns, segments below the smallest size, segments that run into each other.
 * - P2: a review that is overdue.
 * - P3, bias from the criteria: a protected attribute among them or behind them, segments that hang on a single column.
 * - P8, structure that is not there: segments no better than without structure, or that do not come back.
 * - P9: outliers posing as a segment.
 * - P10: a solution that few starts found and others contradict.
 * - P7, dilution: messages by segment that bring no more than one message for all.
 * - P11: more segments than hours or money allow, costs that cannot come back, a bought column below its price.
 *
 * Limits stand in the evidence of each finding. What is not given is not looked at, and `notLookedAt` says so: silence about
 * something that was not looked at is no good news.
 *
 * @throws {InputError} For results with an unknown name, and for results of other customers.
 *
 * O(customers · (columns + log(customers)) + protected attributes · customers).
 *
 * @example
 * const declared = plan({
 *   goal: 'Raise repeat orders by a tenth', decision: 'Which message goes to whom', bases: ['B4'], descriptors: [],
 *   hypotheses: ['Recent buyers respond'], metrics: ['conversion'], maxCampaigns: 3, reviewBy: '2026-12-01',
 * });
 * const { findings } = findPitfalls(declared, { segmentation, matrix: scaled });
 * findings[0].sentence; // 'There are 4 segments, and 3 campaigns at most can be run side by side.'
 */
export function findPitfalls(plan: Plan, results: PlanResults): Pitfalls {
  if (typeof results !== 'object' || results === null) {
    throw new InputError('findPitfalls needs an object with results, for example { segmentation, matrix }.');
  }
  checkKnown('findPitfalls', 'result', Object.keys(results), Object.keys(RESULTS));
  const looks = CHECKS.map((check) => ({ check, found: check.look(plan, results) }));
  const all = looks.flatMap(({ found }) => found ?? []);
  const findings = ORDER.flatMap((severity) => all.filter((finding) => finding.severity === severity));
  const which = (looked: boolean) =>
    looks
      .filter(({ found }) => (found !== undefined) === looked)
      .map(({ check: { key, title, needs } }): PitfallLook => ({ key, title, needs }));
  const [lookedAt, notLookedAt, toJudge] = [which(true), which(false), plan.knockOuts];
  const verdict = verdictOf(findings, lookedAt, notLookedAt);
  const result = { findings, lookedAt, notLookedAt, toJudge, verdict };
  return { ...result, [DISPLAY_KEY]: () => contentBundle(pitfallContent(result)) };
}

function verdictOf(
  findings: readonly Finding[],
  lookedAt: readonly PitfallLook[],
  notLookedAt: readonly PitfallLook[],
): string {
  const looked = `${counted(lookedAt.length, 'thing')} looked at`;
  const open = notLookedAt.length === 0 ? '' : `, ${notLookedAt.length} not`;
  if (findings.length === 0) return `No pitfall found; ${looked}${open}.`;
  const counts = ORDER.map((severity) => ({
    severity,
    count: findings.filter((finding) => finding.severity === severity).length,
  })).filter(({ count }) => count > 0);
  return `${counts.map(({ severity, count }) => counted(count, severity)).join(', ')}; ${looked}${open}.`;
}

function pitfallContent({ findings, notLookedAt, toJudge, verdict }: Omit<Pitfalls, symbol>): TableContent {
  const notes = [
    notLookedAt.length === 0
      ? ''
      : `Not looked at: ${notLookedAt.map(({ key, title, needs }) => `${key} ${title} (needs ${needs})`).join('; ')}.`,
    toJudge.length === 0 ? '' : `To be judged by people: ${toJudge.join('; ')}.`,
  ].filter((note) => note !== '');
  return {
    kind: 'table',
    caption: verdict,
    columns: [
      { name: 'key', title: 'Pitfall' },
      { name: 'severity', title: 'Severity' },
      { name: 'sentence', title: 'What was found' },
      { name: 'wayOut', title: 'What to do' },
    ],
    rows: findings.map(({ key, severity, sentence, wayOut }) => [key, severity, sentence, wayOut]),
    totalRows: findings.length,
    ...(notes.length === 0 ? {} : { note: notes.join(' ') }),
  };
}
