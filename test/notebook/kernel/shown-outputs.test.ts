import { expect, it } from 'vitest';
import { type Shown, ShownOutputs } from '#clientele/notebook/kernel/shown-outputs';

const text = (words: string): Shown => ({ kind: 'stream', request: 1, name: 'stdout', text: words });
const publish = (msgType: string, content: object): Shown => ({
  kind: 'publish',
  request: 1,
  msgType,
  contentText: JSON.stringify(content),
});
const shownAfter = (...messages: Shown[]) => {
  const shown = new ShownOutputs();
  for (const message of messages) shown.add(message);
  return shown.all();
};

it('keeps what is shown, in order', () => {
  const display = publish('display_data', { data: {} });
  expect(shownAfter(text('a'), display, text('b'))).toEqual([text('a'), display, text('b')]);
  expect(shownAfter()).toEqual([]);
});

it('forgets what was cleared: at once, or when the next output comes', () => {
  expect(shownAfter(text('a'), publish('clear_output', { wait: false }))).toEqual([]);
  const later = publish('clear_output', { wait: true });
  expect(shownAfter(text('a'), later)).toEqual([text('a'), later]);
  expect(shownAfter(text('a'), later, text('b'), text('c'))).toEqual([text('b'), text('c')]);
});

it('keeps no more than a million characters, until they are cleared', () => {
  const long = text('x'.repeat(600_000));
  expect(shownAfter(long, long, text('b'))).toBeUndefined();
  expect(shownAfter(long, long, publish('clear_output', { wait: false }), text('b'))).toEqual([text('b')]);
});
