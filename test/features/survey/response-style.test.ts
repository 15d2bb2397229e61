import { responseStyle, tableOf } from 'clientele';
import { describe, expect, it } from 'vitest';

describe('responseStyle', () => {
  it('tells yes-saying, ends of the scale and straight lines', () => {
    // a says 5 to all, b answers consistently (4 and turned 2), c one answer, d none.
    const table = tableOf({ x: [5, 4, 3, null], y: [5, 4, null, null], z: [5, 2, null, null] });
    const styles = responseStyle(table, ['x', 'y', 'z'], { scale: [1, 5], reversed: ['z'], leastSame: 3 });
    expect(styles.array('acquiescence')).toEqual([2, 0, null, null]);
    expect(styles.array('extreme')).toEqual([1, 0, 0, null]);
    expect(styles.array('straightLined')).toEqual([true, false, false, false]);
    expect(styles.array('longestRun')).toEqual([3, 2, 1, 0]);
    expect(styles.array('answered')).toEqual([3, 3, 1, 0]);
    expect(styles.array('meanAnswer')).toEqual([5, 10 / 3, 3, null]);
    // b: squares (4 - 10/3)² twice and (2 - 10/3)²: (4 + 4 + 16) / 9 / 2 = 4/3.
    expect(styles.array('spread')[1]).toBeCloseTo(Math.sqrt(4 / 3), 14);
    expect(styles.array('spread').slice(2)).toEqual([null, null]);
    expect(responseStyle(table, ['x'], { scale: [1, 5] }).array('acquiescence')).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect(() => responseStyle(table, ['x'], { scale: [1, 5], leastSame: 1 })).toThrow('leastSame is 1');
  });
});
