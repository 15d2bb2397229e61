import { lineUp, lineUpFigure, matrix, seeded } from 'clientele';
import { describe, expect, it } from 'vitest';

function customers() {
  const random = seeded(2);
  return matrix(
    Array.from({ length: 150 }, (_, i) => [
      8 * (i % 3) + random.normal(),
      -8 * (i % 3) + random.normal(),
      random.normal(),
    ]),
  );
}

describe('lineUp', () => {
  it('hides the real picture at one place, which the seed decides, and shows it among pictures of noise', async () => {
    const places = new Set<number>();
    for (let seed = 0; seed < 12; seed++) {
      const hidden = await lineUp(customers(), { k: 3, seed, panels: 5 });
      const real = hidden.reveal();
      expect(real).toBeGreaterThanOrEqual(1);
      expect(real).toBeLessThanOrEqual(5);
      places.add(real);
      // Two columns that go together have twice the variance of one on the first component, exchanged ones hardly more.
      const lengths = hidden.panels.map(({ x }) => x.reduce((sum, value) => sum + value * value, 0));
      expect(lengths.indexOf(Math.max(...lengths)) + 1).toBe(real);
    }
    expect(places.size).toBeGreaterThan(2);
  });

  it('gives the same with the same seed, and draws no more points than asked for', async () => {
    const one = await lineUp(customers(), { k: 2, seed: 4, panels: 3, points: 40 });
    const again = await lineUp(customers(), { k: 2, seed: 4, panels: 3, points: 40 });
    expect(again.panels).toEqual(one.panels);
    expect(one.panels.map(({ x }) => x.length)).toEqual([40, 40, 40]);
  });

  it('refuses what it cannot hide', async () => {
    const refused = (options: object, words: string, given = customers()) =>
      expect(lineUp(given, { k: 2, seed: 1, ...options })).rejects.toThrow(words);
    await refused({}, 'the matrix has 1 column', matrix([[1], [2], [3]]));
    await refused({ panels: 1 }, 'panels is 1');
    await refused(
      {},
      'column "x2" is the same for all customers',
      matrix([
        [1, 5],
        [2, 5],
        [3, 5],
      ]),
    );
  });
});

describe('lineUpFigure', () => {
  it('does not say which picture is real', async () => {
    const hidden = await lineUp(customers(), { k: 3, seed: 3, panels: 4 });
    const drawn = lineUpFigure(hidden);
    expect(drawn.data).toHaveLength(3); // a colour each
    expect(JSON.stringify(drawn)).not.toContain('reveal":');
    expect(drawn.content.caption).toContain('How to read this: one of the 4 pictures shows the customers');
    expect(drawn.content.caption).toContain('right once in 4 times');
  });
});
