import { kmeans, type Matrix, matrix, seeded, typingQuestionnaire } from 'clientele';
import { describe, expect, it } from 'vitest';
import { shuffled } from '#clientele/core/shuffled';
import { hasShared, sharedLines, sharedMatrix } from '../../fixtures/shared-data.js';
import { segmentsOf } from '../../profile/segments-by-hand.js';

/** Segments written out for the rows of a matrix. */
const written = (labels: readonly number[], names: readonly string[]) =>
  segmentsOf(Object.fromEntries(labels.map((label, i) => [`c${i}`, label])), names);

/** Three groups told by two of five columns; the others are noise. */
function answers(count: number, seed: number): { customers: Matrix; labels: number[] } {
  const random = seeded(seed);
  const labels = Array.from({ length: count }, (_, i) => i % 3);
  const rows = labels.map((label) => [
    random.normal(),
    6 * Number(label === 0) + random.normal(),
    random.normal(),
    6 * Number(label === 1) + random.normal(),
    random.normal(),
  ]);
  return { customers: matrix(rows, ['noise 1', 'first', 'noise 2', 'second', 'noise 3']), labels };
}

const NAMES = ['One', 'Two', 'Three'];

describe('typingQuestionnaire', () => {
  it('asks the two questions that tell, and no more', async () => {
    const { customers, labels } = answers(300, 1);
    const short = await typingQuestionnaire(customers, written(labels, NAMES), { seed: 1 });
    expect(short.recommended).toBe(2);
    expect([...short.questions].toSorted()).toEqual(['first', 'second']);
    expect(short.curve[0].accuracy.value).toBeLessThan(0.8);
    expect(short.curve[1].accuracy.value).toBeGreaterThan(0.97);
    expect(short.guessing).toBeCloseTo(1 / 3, 12);
    expect(short.because).toMatch(/^With 2 questions (9[789]|100)% of people/);
    expect(short.type({ first: 6, second: 0 })).toMatchObject({ segment: 's1', name: 'One' });
    const { probabilities } = short.type({ first: 0, second: 0 });
    expect(Object.values(probabilities).reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
    expect(probabilities.s3).toBeGreaterThan(0.95);
  });

  it('gives what the discriminant by hand gives', async () => {
    // Groups −1 0 1 and 9 10 11: pooled variance 4 / 4 = 1 with four free values, equal shares, so the border lies at 5.
    const line = matrix([[-1], [0], [1], [9], [10], [11]], ['age']);
    const short = await typingQuestionnaire(line, written([0, 0, 0, 1, 1, 1], ['Young', 'Old']), {
      seed: 1,
      folds: 3,
    });
    expect(short.type({ age: 4.999 }).name).toBe('Young');
    expect(short.type({ age: 5.001 }).name).toBe('Old');
    // One away from the border the squared distances are 16 and 36: e^10 to 1.
    const { probabilities } = short.type({ age: 4 });
    expect(probabilities.s1 / probabilities.s2).toBeCloseTo(Math.exp(10), -2);
    expect(short.curve).toMatchObject([{ questions: 1, question: 'age', accuracy: { value: 1, n: 6 } }]);
  });

  it('does no better than guessing where there is nothing to learn', async () => {
    const random = seeded(5);
    const noise = matrix(
      Array.from({ length: 200 }, () => Array.from({ length: 20 }, () => random.normal())),
    );
    const labels = Array.from({ length: 200 }, (_, i) => i % 2);
    const short = await typingQuestionnaire(noise, written(labels, ['A', 'B']), {
      seed: 1,
      most: 6,
      folds: 5,
    });
    // 20 columns to choose from: questions chosen on those who are judged would reach 60% and more.
    for (const { accuracy } of short.curve) {
      expect(accuracy.value).toBeGreaterThan(0.38);
      expect(accuracy.value).toBeLessThan(0.6);
    }
  });

  it('does not depend on the order of the customers, and decides as its expressions do', async () => {
    const { customers, labels } = answers(120, 3);
    const order = shuffled(seeded(2), [...Array(120).keys()]);
    const moved = matrix(
      order.map((i) => [...customers.data.subarray(5 * i, 5 * i + 5)]),
      customers.names,
    );
    const options = { seed: 1, folds: 4 };
    const one = await typingQuestionnaire(customers, written(labels, NAMES), options);
    const other = await typingQuestionnaire(
      moved,
      written(
        order.map((i) => labels[i]),
        NAMES,
      ),
      options,
    );
    expect(other.questions).toEqual(one.questions);
    expect(other.curve).toEqual(one.curve);
    const place = one.toFunction();
    for (let i = 0; i < 120; i++) {
      const row = Object.fromEntries(
        one.questions.map((name) => [name, customers.data[5 * i + customers.names.indexOf(name)]]),
      );
      expect(place(row).segment).toBe(one.segments[one.labels[i]].key);
      expect(one.type(row).segment).toBe(one.segments[one.labels[i]].key);
    }
    expect(one.assign(customers)).toEqual(one.labels);
  });

  // R 4.2.2, MASS: lda(Species ~ ., iris, CV = TRUE).
  it.skipIf(!hasShared)(
    'types iris as the discriminant of R does, all but one customer at a time',
    async () => {
      const iris = sharedMatrix('oracles/data/iris.csv', 0, 4);
      const species = written(
        Array.from({ length: 150 }, (_, i) => Math.floor(i / 50)),
        NAMES,
      );
      const short = await typingQuestionnaire(iris, species, { seed: 1, folds: 150 });
      expect(short.curve[3].accuracy.value).toBe(147 / 150);
    },
  );

  it.skipIf(!hasShared)('types the published segments of vacation motives', async () => {
    const rows = sharedLines('datasets/vacation-motives/motives.csv').slice(1);
    const published = sharedLines('datasets/vacation-motives/published_segments6.csv').slice(1);
    const motives = matrix(rows.map((line) => line.split(',').slice(1).map(Number)));
    const labels = published.map((line) => Number(line.split(',')[1]) - 1);
    const names = ['1', '2', '3', '4', '5', '6'].map((name) => `Segment ${name}`);
    const short = await typingQuestionnaire(motives, written(labels, names), { seed: 1, most: 8, folds: 5 });
    const accuracies = short.curve.map(({ accuracy }) => accuracy.value);
    // Typing tools of practice reach 40% to 90%.
    expect(short.curve.at(-1)!.accuracy.low).toBeGreaterThan(0.75);
    expect(accuracies.every((value, q) => q === 0 || value > accuracies[q - 1] - 0.02)).toBe(true);
  });

  it('refuses what cannot be typed', async () => {
    const { customers, labels } = answers(30, 1);
    const refused = (promise: Promise<unknown>, words: string) => expect(promise).rejects.toThrow(words);
    const three = written(labels, NAMES);
    await refused(typingQuestionnaire(matrix([[1]]), three, { seed: 1 }), 'has 30 customers, the matrix 1');
    await refused(typingQuestionnaire(customers, three, { seed: 1, folds: 1 }), 'folds is 1');
    await refused(typingQuestionnaire(customers, three, { seed: 1, most: 9 }), 'most is 9');
    await refused(
      typingQuestionnaire(customers, written(labels.with(0, 3), [...NAMES, 'Alone']), { seed: 1 }),
      'segment "Alone" has one customer',
    );
    const constant = matrix(Array.from({ length: 6 }, () => [1]));
    await refused(
      typingQuestionnaire(constant, written([0, 0, 0, 1, 1, 1], ['A', 'B']), { seed: 1, folds: 3 }),
      'no question tells anything',
    );
    const one = await kmeans(customers, { k: 1, seed: 1 });
    await refused(typingQuestionnaire(customers, one, { seed: 1 }), 'there is one segment');
    const short = await typingQuestionnaire(customers, three, { seed: 1, folds: 3 });
    expect(() => short.type({})).toThrow('type: there is no question');
    const gaps = Object.fromEntries(short.questions.map((name) => [name, Number.NaN]));
    expect(() => short.type(gaps)).toThrow(`the answer to "${short.questions[0]}" is NaN`);
    expect(() => short.assign(matrix([[1]], ['other']))).toThrow('assign');
  });
});
