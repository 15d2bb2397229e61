import type { SegmentationOrigin } from '../../cluster/segmentation.js';
import { checkGiven } from '../../core/check-given.js';
import { compareText } from '../../core/compare-text.js';
import type { Estimate } from '../../core/estimate.js';
import { InputError } from '../../core/input-error.js';
import { checkColumns, type Table } from '../../core/table.js';
import { currentTask, type Task } from '../../core/task.js';
import { unknownName } from '../../core/unknown-name.js';
import { DISPLAY_KEY, type Displayable } from '../../display/bundle.js';
import { contentBundle } from '../../display/content-bundle.js';
import { clusteredShare } from '../../stats/rates/clustered-share.js';
import {
  checkMeasuring,
  type MeasuredGroup,
  type MeasuredSegments,
  measuredGroups,
  rowPositions,
} from '../scoreboard/measured-segments.js';
import { type FunnelContact, funnelContacts } from './funnel-contacts.js';
import { funnelContent } from './funnel-content.js';

/** What `funnel` reads. */
export interface FunnelOptions<Event extends object> {
  readonly segmentation: MeasuredSegments;
  /** One row an event: a mail sent, opened, clicked. */
  readonly events: Table<Event>;
  /** Events of the funnel in their order, for example `['sent', 'delivered', 'opened', 'clicked', 'converted']`. */
  readonly steps: readonly string[];
  /** Column with the customer, default `customerId`. */
  readonly id?: string;
  /** Column with the kind of event, default `event`. */
  readonly event?: string;
  /** Column that tells the contacts of a customer apart, for example the mail; left out: a customer is one contact a channel. */
  readonly contact?: string;
  /** Column with the channel; left out: channels are not told apart. */
  readonly channel?: string;
  /** Column with the time, a date or ISO text; left out: the order in time is not checked. */
  readonly at?: string;
  /** Fewest customers that are displayed, default 10. */
  readonly minimum?: number;
  /** Confidence of intervals, default 0.95. */
  readonly confidence?: number;
}

/** How many contacts came as far as a step. */
export interface FunnelStep {
  readonly step: string;
  readonly contacts: number;
  readonly customers: number;
  /** Contacts that came to the step before and not to this one; 0 for the first. */
  readonly lost: number;
  /** Share of the contacts of the first step, with Wilson's interval, customers as units; `undefined` without contacts. */
  readonly ofFirst: Estimate | undefined;
  /** Share of the contacts of the step before; `undefined` for the first and where that has none. */
  readonly ofPrevious: Estimate | undefined;
}

/** The funnel of one segment, or of all customers, on one channel. */
export interface FunnelRow {
  readonly key: string;
  readonly name: string;
  /** `undefined`: all channels. */
  readonly channel: string | undefined;
  readonly customers: number;
  readonly steps: readonly FunnelStep[];
  /** Fewer customers than the minimum: not displayed. */
  readonly masked: boolean;
}

/** Contacts with an event that cannot be, as an earlier step is missing or later; they do not count at that step. */
export interface FunnelDisorder {
  readonly step: string;
  /** Contacts without a step before it. */
  readonly withoutEarlier: number;
  /** Contacts whose step before it has a later time. */
  readonly beforeEarlier: number;
}

/** How far contacts come, by segment and channel. It displays as a table. */
export interface Funnel extends Displayable {
  readonly steps: readonly string[];
  /** Segments in their order, then all customers; in each all channels, then each by code point. */
  readonly rows: readonly FunnelRow[];
  /** Steps at which counts are out of order. */
  readonly disorder: readonly FunnelDisorder[];
  /** Steps that no row has. */
  readonly missingSteps: readonly string[];
  /** Rows of customers outside the segmentation, and of events that are no step. */
  readonly leftOut: { readonly outside: number; readonly otherEvents: number };
  readonly minimum: number;
  readonly confidence: number;
  readonly origin: SegmentationOrigin | undefined;
}

/**
 * A funnel by segment and channel: how many contacts were sent, delivered, opened, clicked, converted, and what share of the
 * step before and of the first that is, with intervals. A contact counts at a step when it also has all steps before, none of
 * them later; others are found and counted apart, since an order without a click owes nothing to the mail. The same event
 * twice counts once.
 *
 * Contacts of one customer are not independent; shares get the interval that the customers allow.
 *
 * @throws {InputError} For missing columns, fewer than two steps or one named twice, a first step that no row has, times that are
 *   none, and rows of which none is of a customer of the segmentation.
 *
 * O(rows + contacts · groups); stops and tells its progress where there are many. Source: see `clusteredShare`.
 *
 * @example
 * const events = tableFromRows(segmentation.ids.flatMap((customerId, i) => [
 *   { customerId, event: 'sent' },
 *   ...(i % 2 === 0 ? [{ customerId, event: 'opened' }] : []),
 * ]));
 * const mails = await funnel({ segmentation, events, steps: ['sent', 'opened'] });
 * mails.rows.at(-1)?.steps[1].ofFirst?.value; // 0.5
 */
export async function funnel<Event extends object>(
  options: FunnelOptions<Event>,
  task: Task = currentTask(),
): Promise<Funnel> {
  checkGiven('funnel', options);
  const who = 'funnel';
  const {
    segmentation,
    steps,
    id = 'customerId',
    event = 'event',
    minimum = 10,
    confidence = 0.95,
  } = options;
  const { contact, channel, at } = options;
  const events = options.events as unknown as Table;
  checkMeasuring(who, minimum, confidence);
  const twice = steps.find((step, i) => steps.indexOf(step) !== i);
  if (steps.length < 2 || twice !== undefined) {
    throw new InputError(
      `${who}: ${twice === undefined ? `${steps.length} step${steps.length === 1 ? '' : 's'}` : `step "${twice}" stands twice`}. Give two or more events in their order, each once.`,
    );
  }
  const groups = measuredGroups(who, segmentation);
  checkColumns(
    who,
    events,
    [id, event, contact, channel, at].filter((name) => name !== undefined),
  );
  const { positions, rowsOutside } = rowPositions(who, events, id, segmentation.ids);
  const { contacts, otherEvents, found, names } = await funnelContacts(
    events,
    positions,
    { steps, event, contact, channel, at },
    task,
  );
  if (!found.has(steps[0])) throw unknownName(who, 'event', steps[0], names);

  const disorder = steps.map((step) => ({ step, withoutEarlier: 0, beforeEarlier: 0 }));
  for (const { misplaced } of contacts) {
    misplaced.forEach((why, s) => {
      if (why !== undefined) disorder[s][why]++;
    });
  }
  const byCustomer = new Map<number, FunnelContact[]>();
  for (const each of contacts) {
    const own = byCustomer.get(each.position);
    if (own === undefined) byCustomer.set(each.position, [each]);
    else own.push(each);
  }
  const channels = [
    undefined,
    ...(channel === undefined ? [] : [...new Set(contacts.map((each) => each.channel))].sort(compareText)),
  ];
  const result = {
    steps,
    rows: groups.flatMap((group) =>
      channels.map((name) => funnelRow(group, name, byCustomer, steps, minimum, confidence)),
    ),
    disorder: disorder.filter(({ withoutEarlier, beforeEarlier }) => withoutEarlier + beforeEarlier > 0),
    missingSteps: steps.filter((step) => !found.has(step)),
    leftOut: { outside: rowsOutside, otherEvents },
    minimum,
    confidence,
    origin: segmentation.origin,
  };
  task.progress(1);
  return { ...result, [DISPLAY_KEY]: () => contentBundle(funnelContent(result)) };
}

function funnelRow(
  { key, name, members }: MeasuredGroup,
  channel: string | undefined,
  byCustomer: ReadonlyMap<number, readonly FunnelContact[]>,
  steps: readonly string[],
  minimum: number,
  confidence: number,
): FunnelRow {
  /** Contacts at each step, one list a step with a number for each customer who has any. */
  const reached = steps.map((): number[] => []);
  for (const i of members) {
    const counts = new Array<number>(steps.length).fill(0);
    for (const each of byCustomer.get(i) ?? []) {
      if (channel !== undefined && each.channel !== channel) continue;
      for (let s = 0; s < each.reached; s++) counts[s]++;
    }
    if (counts[0] > 0) for (let s = 0; s < steps.length; s++) reached[s].push(counts[s]);
  }
  const totals = reached.map((counts) => counts.reduce((sum, each) => sum + each, 0));
  const share = (s: number, of: number) =>
    totals[of] === 0 ? undefined : clusteredShare(reached[s], reached[of], confidence);
  return {
    key,
    name,
    channel,
    customers: reached[0].length,
    steps: steps.map((step, s) => ({
      step,
      contacts: totals[s],
      customers: reached[s].filter((count) => count > 0).length,
      lost: s === 0 ? 0 : totals[s - 1] - totals[s],
      ofFirst: share(s, 0),
      ofPrevious: s === 0 ? undefined : share(s, s - 1),
    })),
    masked: reached[0].length < minimum,
  };
}
