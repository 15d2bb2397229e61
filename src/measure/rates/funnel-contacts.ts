import { InputError } from '../../core/input-error.js';
import type { Table } from '../../core/table.js';
import { breathe, type Task } from '../../core/task.js';
import { textColumn } from '../scoreboard/measured-segments.js';

/** One contact with one customer. */
export interface FunnelContact {
  /** Position of the customer. */
  readonly position: number;
  readonly channel: string;
  /** Steps that it has from the first on, without a gap and in the order of time. */
  readonly reached: number;
  /** By step: why an event of it does not count. */
  readonly misplaced: readonly ('withoutEarlier' | 'beforeEarlier' | undefined)[];
}

/** Columns and events that make contacts. */
export interface FunnelColumns {
  readonly steps: readonly string[];
  readonly event: string;
  readonly contact: string | undefined;
  readonly channel: string | undefined;
  readonly at: string | undefined;
}

const ROWS_A_BREATH = 65_536;

/** Contacts from rows of events. */
export async function funnelContacts(
  events: Table,
  positions: Int32Array,
  { steps, event, contact, channel, at }: FunnelColumns,
  task: Task,
): Promise<{
  readonly contacts: readonly FunnelContact[];
  readonly otherEvents: number;
  /** Steps that occur. */
  readonly found: ReadonlySet<string>;
  /** All events that occur. */
  readonly names: readonly string[];
}> {
  const kinds = textColumn(events, event);
  const contactOf = contact === undefined ? undefined : textColumn(events, contact);
  const channelOf = channel === undefined ? undefined : textColumn(events, channel);
  const times = at === undefined ? undefined : events.array(at);
  const stepOf = new Map(steps.map((step, s) => [step, s]));
  const found = new Set<string>();
  let otherEvents = 0;
  /** First time of each step; 0 where times are not known, infinity where there is none. */
  const open = new Map<string, OpenContact>();
  for (let row = 0; row < kinds.length; row++) {
    if (row % ROWS_A_BREATH === 0) {
      task.progress(row / kinds.length, 'Contacts from events');
      await breathe(task);
    }
    const step = stepOf.get(kinds[row]);
    if (step !== undefined) found.add(kinds[row]);
    if (positions[row] === -1) continue;
    if (step === undefined) {
      otherEvents++;
      continue;
    }
    const on = channelOf?.[row] ?? 'all';
    const key = `${positions[row]} ${on.length} ${on}${contactOf?.[row] ?? ''}`;
    let own = open.get(key);
    if (own === undefined) {
      own = { channel: on, position: positions[row], first: new Array(steps.length).fill(Infinity) };
      open.set(key, own);
    }
    own.first[step] = Math.min(own.first[step], times === undefined ? 0 : timeOf(times[row], row, at!));
  }
  const contacts = Array.from(open.values(), (own) => ({
    position: own.position,
    channel: own.channel,
    ...inOrder(own.first),
  }));
  return { contacts, otherEvents, found, names: [...new Set(kinds)] };
}

interface OpenContact {
  readonly channel: string;
  readonly position: number;
  readonly first: number[];
}

function inOrder(first: readonly number[]): Pick<FunnelContact, 'reached' | 'misplaced'> {
  let reached = 0;
  let latest = -Infinity; // of the steps before; infinite where one is missing
  const misplaced = first.map((time, s) => {
    const before = latest;
    latest = Math.max(latest, time);
    if (time === Infinity) return undefined;
    if (before === Infinity) return 'withoutEarlier' as const;
    if (before > time) return 'beforeEarlier' as const;
    if (reached === s) reached = s + 1;
    return undefined;
  });
  return { reached, misplaced };
}

/** Milliseconds. */
function timeOf(value: unknown, row: number, column: string): number {
  const isText = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value);
  const time = value instanceof Date ? value.getTime() : isText ? Date.parse(value) : Number.NaN;
  if (!Number.isNaN(time)) return time;
  throw new InputError(
    `funnel: row ${row + 1}, column "${column}" is ${JSON.stringify(value) ?? 'missing'}, not a date or an ISO text.`,
    { column },
  );
}
