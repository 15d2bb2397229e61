import type { SegmentationOrigin } from '../../cluster/segmentation.js';
import { checkGiven } from '../../core/check-given.js';
import { compareText } from '../../core/compare-text.js';
import type { Estimate } from '../../core/estimate.js';
import { InputError } from '../../core/input-error.js';
import { checkColumns, type Table } from '../../core/table.js';
import { unknownName } from '../../core/unknown-name.js';
import { DISPLAY_KEY, type Displayable } from '../../display/bundle.js';
import { contentBundle } from '../../display/content-bundle.js';
import { newcombeInterval } from '../../stats/newcombe-interval.js';
import { wilsonInterval } from '../../stats/wilson-interval.js';
import { guardrailsContent, verdictOf } from './guardrails-words.js';
import {
  checkMeasuring,
  type MeasuredSegments,
  measuredGroups,
  rowPositions,
  textColumn,
  yesNoColumn,
} from './measured-segments.js';

/** How much more harm is accepted, decided before the campaign. */
export interface GuardrailLimit {
  /** Largest share, beyond that of the control group, that would still be accepted, for example 0.005 for half a point. */
  readonly margin: number;
  /** What it is called, for example `Deletion requests`; default the column. */
  readonly title?: string;
}

/** What `guardrails` reads. */
export interface GuardrailOptions<Contact extends object> {
  readonly segmentation: MeasuredSegments;
  /** One row a customer, with 0 or 1 for each harm: unsubscribed, complained, opted out, asked for deletion. */
  readonly campaign: Table<Contact>;
  /** By column: how much more of it is accepted. */
  readonly harms: Readonly<Record<string, GuardrailLimit>>;
  /** Arm that got nothing. */
  readonly control: string;
  /** Column with the customer, default `customerId`. */
  readonly id?: string;
  /** Column with the arm, default `arm`. */
  readonly arm?: string;
  /** Column with what the campaign was for, 0 or 1, default `converted`. */
  readonly win?: string;
  /** Fewest customers of an arm for a verdict, and to be displayed, default 10. */
  readonly minimum?: number;
  /** Confidence of intervals, default 0.95: non-inferiority is tested at half of the rest, 0.025. */
  readonly confidence?: number;
}

/** One harm in one arm of a segment, or of all customers. */
export interface GuardedHarm {
  readonly key: string;
  readonly name: string;
  readonly arm: string;
  /** Column of the harm. */
  readonly harm: string;
  readonly title: string;
  readonly margin: number;
  /** Customers of the arm, and those harmed. */
  readonly n: number;
  readonly harmed: number;
  /** `undefined` where nobody is in the arm. */
  readonly rate: Estimate | undefined;
  /** Rate less that of the control group; `undefined` where either is below the minimum, and for the control itself. */
  readonly difference: Estimate | undefined;
  /**
   * `holds`: the whole interval lies within the margin. `loss`: it lies above 0 and passes the margin. `not shown`: the data allow
   * both. `not measured`: an arm is below the minimum.
   */
  readonly verdict: 'holds' | 'loss' | 'not shown' | 'not measured' | 'control';
  /** Fewer customers in the arm than the minimum: not displayed. */
  readonly masked: boolean;
}

/** What became of one arm in a segment, gain and harm together. */
export interface GuardedWin {
  readonly key: string;
  readonly name: string;
  readonly arm: string;
  /** Conversion less that of the control group; `undefined` where either is below the minimum. */
  readonly gain: Estimate | undefined;
  readonly verdict:
    | 'win'
    | 'gain with a guardrail loss'
    | 'gain, guardrails not shown'
    | 'no gain shown'
    | 'not measured';
  /** In a sentence. */
  readonly because: string;
}

/** Harm by segment and arm, and what counts as a win. It displays as a table. */
export interface Guardrails extends Displayable {
  /** Segments in their order, then all customers; in each the harms as given; in each the control first. */
  readonly results: readonly GuardedHarm[];
  /** Segments in their order, then all customers; in each every arm but the control. */
  readonly wins: readonly GuardedWin[];
  readonly control: string;
  readonly rowsOutside: number;
  readonly minimum: number;
  readonly confidence: number;
  readonly origin: SegmentationOrigin | undefined;
}

/**
 * What a campaign did besides selling: unsubscribes, complaints, opt-outs and deletion requests by segment and arm, each less
 * the control group with Newcombe's interval, against a margin that was decided before. A gain in conversion is called a win
 * only where every guardrail holds: "no significant harm" is no proof of none, so the whole interval has to lie within the margin.
 *
 * Verdicts are not corrected for the number of segments.
 *
 * @throws {InputError} For missing columns, no harms, a margin that is no share above 0, a control that is no arm or the only
 *   one, values that are neither 0 nor 1, and a customer in two rows.
 *
 * O(rows · harms). Source: non-inferiority by the interval: Piaggio et al., CONSORT for non-inferiority trials, JAMA 308
 * (2012) 2594-2604.
 *
 * @example
 * const contacts = campaign.derive({ unsubscribed: () => 0 });
 * const harm = guardrails({ segmentation, campaign: contacts, control: 'none', harms: { unsubscribed: { margin: 0.2 } } });
 * harm.results.at(-1)?.verdict; // 'holds'
 */
export function guardrails<Contact extends object>(options: GuardrailOptions<Contact>): Guardrails {
  checkGiven('guardrails', options);
  const who = 'guardrails';
  const { segmentation, harms, control, id = 'customerId', arm = 'arm', win = 'converted' } = options;
  const { minimum = 10, confidence = 0.95 } = options;
  const campaign = options.campaign as unknown as Table;
  checkMeasuring(who, minimum, confidence);
  checkHarms(who, harms);
  const groups = measuredGroups(who, segmentation);
  checkColumns(who, campaign, [id, arm, win, ...Object.keys(harms)]);
  const { ids } = segmentation;
  const { positions, rowsOutside } = rowPositions(who, campaign, id, ids);
  const armOfRow = textColumn(campaign, arm);
  const armNames = [...new Set(armOfRow)].sort(compareText);
  if (!armNames.includes(control)) throw unknownName(who, 'arm', control, armNames);
  if (armNames.length === 1) {
    throw new InputError(
      `${who}: all rows are in arm "${control}". Harm is measured against it in another arm.`,
    );
  }
  const arms = [control, ...armNames.filter((name) => name !== control)];
  const rowOf = new Int32Array(ids.length).fill(-1);
  positions.forEach((position, row) => {
    if (position === -1) return;
    if (rowOf[position] !== -1) {
      throw new InputError(
        `${who}: customer "${ids[position]}" stands in row ${rowOf[position] + 1} and in row ${row + 1}. One row a customer is needed.`,
        { column: id },
      );
    }
    rowOf[position] = row;
  });
  const placeOf = new Map(arms.map((name, a) => [name, a]));
  const last = groups.length - 1;
  /** Customers by group and arm with a 1 in a column, or all of them. */
  const tally = (happened: Uint8Array | undefined) => {
    const counts = groups.map(() => new Float64Array(arms.length));
    positions.forEach((position, row) => {
      if (position === -1) return;
      const yes = happened === undefined ? 1 : happened[row];
      const a = placeOf.get(armOfRow[row])!;
      counts[segmentation.labels[position]][a] += yes;
      counts[last][a] += yes;
    });
    return counts;
  };
  const customers = tally(undefined);
  const happened = new Map(
    [win, ...Object.keys(harms)].map((column) => [column, tally(yesNoColumn(who, campaign, column))]),
  );
  const difference = (g: number, a: number, column: string) => {
    const [n, yes] = [customers[g], happened.get(column)![g]];
    const few = Math.min(n[a], n[0]) < Math.max(1, minimum);
    return few ? undefined : newcombeInterval(yes[a], n[a], yes[0], n[0], confidence);
  };
  const results = groups.flatMap(({ key, name }, g) =>
    Object.entries(harms).flatMap(([harm, { margin, title = harm }]) =>
      arms.map((armName, a): GuardedHarm => {
        const [n, harmed] = [customers[g][a], happened.get(harm)![g][a]];
        const isControl = a === 0;
        const against = isControl ? undefined : difference(g, a, harm);
        return {
          ...{ key, name, arm: armName, harm, title, margin, n, harmed },
          rate: n === 0 ? undefined : wilsonInterval(harmed, n, confidence),
          difference: against,
          verdict: isControl ? 'control' : guarded(against, margin),
          masked: n < minimum,
        };
      }),
    ),
  );
  const wins = groups.flatMap(({ key, name }, g) =>
    arms.slice(1).map((armName, a) => {
      const own = results.filter((result) => result.key === key && result.arm === armName);
      return { key, name, arm: armName, ...verdictOf(difference(g, a + 1, win), own, minimum) };
    }),
  );
  const result = { results, wins, control, rowsOutside, minimum, confidence, origin: segmentation.origin };
  return { ...result, [DISPLAY_KEY]: () => contentBundle(guardrailsContent(result)) };
}

function guarded(difference: Estimate | undefined, margin: number): GuardedHarm['verdict'] {
  if (difference === undefined) return 'not measured';
  if (difference.high <= margin) return 'holds';
  return difference.low > 0 ? 'loss' : 'not shown';
}

function checkHarms(who: string, harms: Readonly<Record<string, GuardrailLimit>>): void {
  const named = Object.entries(harms ?? {});
  if (named.length === 0) {
    throw new InputError(
      `${who}: there are no harms. Name a column of the campaign and its margin, for example { unsubscribed: { margin: 0.005 } }.`,
    );
  }
  for (const [column, { margin }] of named) {
    if (margin > 0 && margin < 1) continue;
    throw new InputError(
      `${who}: the margin of "${column}" is ${margin}. It is the share that would still be accepted beyond the control group, above 0 and below 1, for example 0.005.`,
      { column },
    );
  }
}
