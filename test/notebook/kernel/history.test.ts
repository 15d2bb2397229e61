import { describe, expect, it } from 'vitest';
import { History } from '#clientele/notebook/kernel/history';

const history = new History();
['a = 1', 'b = 2', 'a = 1', 'c\n= [3]'].forEach((source, i) => {
  history.add(i + 1, source);
});
history.setResult(2, '2');
const lines = (request: Record<string, unknown>) => history.find(request).map(([, line]) => line);

describe('History', () => {
  it('gives the last cells', () => {
    expect(lines({ hist_access_type: 'tail', n: 2 })).toEqual([3, 4]);
    expect(lines({ hist_access_type: 'tail', n: 0 })).toEqual([]);
    expect(lines({ hist_access_type: 'tail', n: 99 })).toEqual([1, 2, 3, 4]);
  });

  it('gives a range, its end not included; session 0 is this one', () => {
    expect(lines({ hist_access_type: 'range', session: 0, start: 2, stop: 4 })).toEqual([2, 3]);
    expect(lines({ hist_access_type: 'range', session: 1, start: 3 })).toEqual([3, 4]);
    expect(lines({ hist_access_type: 'range', session: -1, start: 1, stop: 9 })).toEqual([]);
  });

  it('searches with * and ?, once each where asked, the last ones first to stay', () => {
    expect(lines({ hist_access_type: 'search', pattern: '? = ?' })).toEqual([1, 2, 3]);
    expect(lines({ hist_access_type: 'search', pattern: '*= [[]3]' })).toEqual([]);
    expect(lines({ hist_access_type: 'search', pattern: '*= [3]' })).toEqual([4]);
    expect(lines({ hist_access_type: 'search', pattern: 'a*', unique: true })).toEqual([3]);
    expect(lines({ hist_access_type: 'search', pattern: '*', n: 1 })).toEqual([4]);
  });

  it('gives results beside the source where asked', () => {
    expect(history.find({ hist_access_type: 'range', start: 1, stop: 3, output: true })).toEqual([
      [1, 1, ['a = 1', null]],
      [1, 2, ['b = 2', '2']],
    ]);
  });

  it('gives nothing for a request it does not know', () => {
    expect(history.find({ hist_access_type: 'everything' })).toEqual([]);
  });
});
