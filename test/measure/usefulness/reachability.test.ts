import { DISPLAY_KEY, newcombeInterval, reachability, wilsonInterval } from 'clientele';
import { expect, test } from 'vitest';
import { segmented } from './usefulness-data.js';

// 40 customers of whom 36 are reachable, 40 of whom 20, 20 of whom 2
const counts = [
  [40, 36],
  [40, 20],
  [20, 2],
];
const labels = counts.flatMap(([n], s) => Array<number>(n).fill(s));
const reachable = counts.flatMap(([n, yes]) => Array.from({ length: n }, (_, i) => i < yes));

test('counts by segment, with the intervals of Wilson and Newcombe', () => {
  const { segments, all, below } = reachability({ segmentation: segmented(labels), reachable });
  expect(segments.map((segment) => segment.reachable)).toEqual([36, 20, 2]);
  expect(segments[0].share).toEqual(wilsonInterval(36, 40));
  expect(segments[2].moreThanOthers).toEqual(newcombeInterval(2, 20, 56, 80));
  expect(all).toEqual(wilsonInterval(58, 100));
  expect(below).toEqual(['Segment 3']);
  expect(segments.map(({ verdict }) => verdict)).toEqual(['enough', 'not sure', 'too few']);
});

test('names those below the least share that was asked for', () => {
  const { below, because } = reachability({ segmentation: segmented(labels), reachable, least: 0.6 });
  expect(below).toEqual(['Segment 2', 'Segment 3']);
  expect(because).toContain('Below 60%: Segment 3.');
  const none = reachability({ segmentation: segmented(labels), reachable, least: 0 });
  expect(none.below).toEqual([]);
  expect(none.because).toContain('Of every segment it is 0% or more.');
});

test('a segment without customers has no share, one of all no others', () => {
  const { segments } = reachability({ segmentation: segmented([0, 0], 2), reachable: [1, 0] });
  expect(segments[1]).toMatchObject({ customers: 0, share: undefined, verdict: 'no customers' });
  expect(segments[0].moreThanOthers).toBeUndefined();
});

test('displays, and says what it needs', () => {
  const segmentation = segmented(labels);
  expect(String(reachability({ segmentation, reachable })[DISPLAY_KEY]()['text/plain'])).toContain('90.0%');
  expect(() => reachability({ segmentation, reachable: [true] })).toThrow('1 values of reachable for 100');
  expect(() => reachability({ segmentation, reachable: Array(100).fill(2) })).toThrow('It is true or false');
  expect(() => reachability({ segmentation, reachable, least: 50 })).toThrow('least is 50.');
});
