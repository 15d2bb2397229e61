import {
  accuracyCurve,
  dendrogram,
  hierarchy,
  matrix,
  ruleTree,
  seeded,
  treeFigure,
  typingQuestionnaire,
  wilsonInterval,
} from 'clientele';
import { describe, expect, it } from 'vitest';
import { segmentsOf } from '../../profile/segments-by-hand.js';

// 0 1 | 10 11 | 30 31 on one column, and a column that tells nothing.
const LINE = [0, 1, 10, 11, 30, 31];
const customers = matrix(
  LINE.map((value) => [value, 0]),
  ['spend', 'noise'],
);

describe('treeFigure', () => {
  it('asks the questions in order, and ends in segments with their shares', async () => {
    const drawn = treeFigure(await ruleTree(customers, { k: 3, least: 1 }));
    const { annotations, yaxis } = drawn.layout as {
      annotations: { text: string; x: number; y: number }[];
      yaxis: { ticktext: string[] };
    };
    // First 20 parts 30 and 31 from the others, then 6 parts those: plain numbers between 11 and 30, 1 and 10.
    const texts = annotations.map(({ text }) => text.replaceAll('<br>', ' '));
    expect(texts.toSorted()).toEqual(['spend up to 20?', 'spend up to 6?']);
    expect(yaxis.ticktext.map((text) => text.replaceAll('<br>', ' '))).toEqual([
      'Segment 1: 33%',
      'Segment 2: 33%',
      'Segment 3: 33%',
    ]);
    expect(drawn.content.table.rows).toEqual([
      ['Segment 1', 'spend up to 6', 2],
      ['Segment 2', 'spend up to 20 and spend above 6', 2],
      ['Segment 3', 'spend above 20', 2],
    ]);
    expect(drawn.content.caption).toMatch(/^How to read this: /);
    // Two lines for each question, and the ends.
    expect(drawn.data).toHaveLength(2 * 2 + 1);
  });

  it('draws a single segment', async () => {
    const drawn = treeFigure(await ruleTree(customers, { k: 1, least: 1 }));
    expect(drawn.data).toHaveLength(1);
    expect(drawn.content.table.rows).toEqual([['Segment 1', 'everybody', 6]]);
  });
});

describe('dendrogram', () => {
  it('draws the last merges at their heights, coloured below the cut', async () => {
    const tree = await hierarchy(customers, { linkage: 'single' });
    const cut = tree.cut({ k: 3 });
    const drawn = dendrogram(tree, { cut });
    // Pairs one apart, then 9 between 1 and 10, then 19 between 11 and 30.
    const heights = drawn.data.map(({ y }) => (y as number[])[1]).toSorted((a, b) => a - b);
    expect(heights).toEqual([1, 1, 1, 9, 19]);
    const colors = drawn.data.map(({ line }) => (line as { color: string }).color);
    expect(new Set(colors).size).toBe(4); // three segments and gray above
    const { shapes } = drawn.layout as { shapes: { y0: number }[] };
    expect(shapes[0].y0).toBe(5); // between 1 and 9
    expect(drawn.content.table.rows[0]).toEqual([2, 19, 6]);
    expect(drawn.content.caption).toContain('cuts the tree into 3 segments');
  });

  it('draws small groups together, with their numbers', async () => {
    const random = seeded(1);
    const many = matrix(Array.from({ length: 200 }, () => [random.normal(), random.normal()]));
    const tree = await hierarchy(many);
    const drawn = dendrogram(tree, { leaves: 8 });
    const { xaxis } = drawn.layout as { xaxis: { ticktext: string[] } };
    expect(xaxis.ticktext).toHaveLength(8);
    expect(xaxis.ticktext.reduce((sum, text) => sum + Number(text), 0)).toBe(200);
    expect(drawn.data).toHaveLength(7);
    expect(() => dendrogram(tree, { leaves: 1 })).toThrow('leaves is 1');
    const other = (await hierarchy(customers)).cut({ k: 2 });
    expect(() => dendrogram(tree, { cut: other })).toThrow('the cut has 6 customers, the tree 200');
  });
});

describe('accuracyCurve', () => {
  it('shows accuracy beside guessing, and marks what is recommended', () => {
    const curve = [
      { questions: 1, question: 'price', accuracy: wilsonInterval(60, 100) },
      { questions: 2, question: 'style', accuracy: wilsonInterval(80, 100) },
    ];
    const drawn = accuracyCurve({ curve, guessing: 0.4, recommended: 2, because: 'With 2 questions …' });
    expect(drawn.data[0].y).toEqual([40, 40]);
    expect(drawn.data[1].y).toEqual([60, 80]);
    expect((drawn.data[1].marker as { symbol: string[] }).symbol).toEqual(['circle', 'star']);
    expect(drawn.content.table.rows[1].slice(0, 3)).toEqual([2, 'style', 0.8]);
    expect(drawn.content.caption).toMatch(/^How to read this: /);
    expect(() => accuracyCurve({ curve: [], guessing: 0, recommended: 1, because: '' })).toThrow('no points');
  });

  it('takes what the questionnaire gives', async () => {
    const random = seeded(3);
    const answers = matrix(
      Array.from({ length: 60 }, (_, i) => [5 * (i % 2) + random.normal(), random.normal()]),
      ['tells', 'noise'],
    );
    const segments = segmentsOf(Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`c${i}`, i % 2])));
    const short = await typingQuestionnaire(answers, segments, { seed: 1, folds: 5 });
    expect(accuracyCurve(short).content.table.rows[0][1]).toBe('tells');
  });
});
