import { expect, it } from 'vitest';
import { foldRepeats } from '#clientele/notebook/session/fold-repeats';

it('folds the rounds of a recursion, of one function or of several', () => {
  expect(foldRepeats(['f', 'f', 'f', 'f', 'g'])).toEqual(['f', 'f', '    … and 2 more like these', 'g']);
  expect(foldRepeats(['a', 'b', 'a', 'b', 'a', 'b', 'a', 'c'])).toEqual([
    'a',
    'b',
    'a',
    'b',
    '    … and 2 more like these',
    'a',
    'c',
  ]);
  expect(foldRepeats(['f', 'f', 'g'])).toEqual(['f', 'f', 'g']);
  expect(foldRepeats([])).toEqual([]);
});
