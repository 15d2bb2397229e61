import {
  type FunnelOptions,
  funnel,
  seeded,
  simulateRetailer,
  simulateTouchpoints,
  tableFromRows,
  tableOf,
} from 'clientele';
import { describe, expect, it } from 'vitest';
import { segmentsOf } from '../../profile/segments-by-hand.js';
import { shownText } from '../shown-text.js';

const segmentation = segmentsOf({ a: 0, b: 0, c: 1, d: 1 });
const STEPS = ['sent', 'opened', 'clicked'];
const log = (text: string) =>
  tableFromRows(
    text.split(' ').map((row) => {
      const [customerId, event, at, mail, channel] = row.split('/');
      return { customerId, event, at, mail, channel };
    }),
  );

describe('funnel', () => {
  it('counts contacts and customers at each step, by hand', async () => {
    // a: two mails, one opened and clicked; b: one, opened twice; c: two mails, none opened.
    const events = log(
      'a/sent//1 a/opened//1 a/clicked//1 a/sent//2 b/sent//1 b/opened//1 b/opened//1 c/sent//1 c/sent//2 x/sent//1 a/complained//1',
    );
    const result = await funnel({ segmentation, events, steps: STEPS, contact: 'mail', minimum: 0 });
    const counts = result.rows.map(({ key, steps }) => [
      key,
      ...steps.map(({ contacts, customers }) => `${contacts}/${customers}`),
    ]);
    expect(counts).toEqual([
      ['s1', '3/2', '2/2', '1/1'],
      ['s2', '2/1', '0/0', '0/0'],
      ['all', '5/3', '2/2', '1/1'],
    ]);
    const [, opened, clicked] = result.rows[2].steps;
    expect([opened.lost, clicked.lost]).toEqual([3, 1]);
    expect(opened.ofFirst!.value).toBe(0.4);
    expect(clicked.ofPrevious!.value).toBe(0.5);
    expect(result.rows[1].steps[2].ofPrevious).toBeUndefined();
    expect(result.leftOut).toEqual({ outside: 1, otherEvents: 1 });
    expect(result.disorder).toEqual([]);
  });

  it('finds events without a step before, and events before it', async () => {
    const events = log(
      'a/sent/2025-01-02 a/clicked/2025-01-03 b/sent/2025-01-02 b/opened/2025-01-01 c/sent/2025-01-01 c/opened/2025-01-02 c/clicked/2025-01-02',
    );
    const result = await funnel({ segmentation, events, steps: STEPS, at: 'at', minimum: 0 });
    expect(result.disorder).toEqual([
      { step: 'opened', withoutEarlier: 0, beforeEarlier: 1 },
      { step: 'clicked', withoutEarlier: 1, beforeEarlier: 0 },
    ]);
    // Only c came on in order.
    expect(result.rows[2].steps.map(({ contacts }) => contacts)).toEqual([3, 1, 1]);
    expect(shownText(result)).toContain('1 contact reached "clicked" without a step before it');
  });

  it('never grows from step to step, whatever the log', async () => {
    const random = seeded(7);
    const rows = Array.from({ length: 400 }, () => ({
      customerId: 'abcd'[random.integer(4)],
      event: ['sent', 'opened', 'clicked', 'bought'][random.integer(4)],
      at: `2025-01-0${1 + random.integer(9)}`,
      mail: `m${random.integer(30)}`,
      channel: ['mail', 'app'][random.integer(2)],
    }));
    const of = (list: typeof rows) =>
      funnel({
        segmentation,
        events: tableFromRows(list),
        steps: [...STEPS, 'bought'],
        contact: 'mail',
        channel: 'channel',
        at: 'at',
        minimum: 0,
      });
    const result = await of(rows);
    for (const { steps } of result.rows) {
      for (const { lost, ofFirst, ofPrevious } of steps) {
        expect(lost).toBeGreaterThanOrEqual(0);
        for (const share of [ofFirst, ofPrevious]) {
          if (share === undefined) continue;
          expect(share.low).toBeGreaterThanOrEqual(0);
          expect(share.high).toBeLessThanOrEqual(1);
        }
      }
    }
    const total = (channel: string | undefined) =>
      result.rows.find((row) => row.key === 'all' && row.channel === channel)!.steps[1].contacts;
    expect(total('mail') + total('app')).toBe(total(undefined));
    expect((await of([...rows].reverse())).rows).toEqual(result.rows);
  });

  it('finds the chances that the simulator planted', async () => {
    const retailer = await simulateRetailer({ seed: 11, customers: 3000, answers: 20 });
    const { mails, truth } = simulateTouchpoints(retailer, { seed: 4 });
    const keys = Object.keys(truth.groups) as (keyof typeof truth.groups)[];
    const groups = retailer.groups
      .objects()
      .map(({ customerId, group }) => [customerId, keys.indexOf(group)]);
    const result = await funnel({
      segmentation: segmentsOf(Object.fromEntries(groups), keys),
      events: mails,
      steps: STEPS,
      contact: 'mailId',
      at: 'at',
    });
    expect(result.disorder).toEqual([]);
    const wide: string[] = [];
    keys.forEach((key, g) => {
      const [, opened, clicked] = result.rows[g].steps;
      for (const [share, planted] of [
        [opened.ofPrevious!, truth.groups[key].opened],
        [clicked.ofPrevious!, truth.groups[key].clicked],
      ] as const) {
        expect(Math.abs(share.value - planted)).toBeLessThan(0.04);
        if (planted < share.low || planted > share.high) wide.push(key);
      }
    });
    expect(wide.length).toBeLessThanOrEqual(2); // ten intervals of 95%: three outside happens once in 87 times
  });

  it('hides small segments', async () => {
    const result = await funnel({
      segmentation,
      events: log('a/sent b/sent c/sent'),
      steps: ['sent', 'opened'],
      minimum: 3,
    });
    expect(result.rows.map(({ masked }) => masked)).toEqual([true, true, false]);
    expect(result.missingSteps).toEqual(['opened']);
    const text = shownText(result);
    expect(text).toContain('fewer than 3');
    expect(text).toContain('No row has the event "opened".');
    expect(text).not.toMatch(/NaN|undefined|Infinity/);
  });

  it.each<[string, object, string]>([
    ['one step', { steps: ['sent'] }, 'funnel: 1 step.'],
    ['a step twice', { steps: ['sent', 'sent'] }, 'funnel: step "sent" stands twice.'],
    [
      'a first step that nobody has',
      { steps: ['send', 'opened'] },
      'there is no event "send". Nearest: "sent".',
    ],
    ['no such column', { contact: 'mailId' }, 'funnel: there is no column "mailId".'],
    ['a time that is none', { at: 'at' }, 'funnel: row 1, column "at" is "soon", not a date'],
    [
      'other customers',
      { events: tableOf({ customerId: ['x'], event: ['sent'] }) },
      'no row of column "customerId"',
    ],
  ])('refuses %s', async (_, change, message) => {
    const events = log('a/sent/soon b/sent/2025-01-01');
    const options = { segmentation, events, steps: ['sent', 'opened'], ...change };
    await expect(funnel(options as FunnelOptions<object>)).rejects.toThrow(message);
  });

  it('stops when it is told to', async () => {
    const stopped = new AbortController();
    stopped.abort(new Error('stopped'));
    const task = { signal: stopped.signal, progress() {}, warn() {} };
    const options = { segmentation, events: log('a/sent'), steps: ['sent', 'opened'] };
    await expect(funnel(options, task)).rejects.toThrow('stopped');
  });
});
