import { expect, test } from 'vitest';
import { latentClasses } from '../../src/cluster/latent-classes.js';
import { matrix } from '../../src/core/matrix.js';
import { seeded } from '../../src/core/random.js';
import { type Table, tableOf } from '../../src/core/table.js';
import { currentTask } from '../../src/core/task.js';
import { openRows } from '../../src/engine/open-rows.js';
import { column } from '../../src/engine/plan/expression.js';
import { derive } from '../../src/engine/plan/relation.js';

const random = seeded(5);
const truth = Array.from({ length: 600 }, (_, i) => (i < 400 ? 0 : 1));
const YES = [0.9, 0.2];
const rows = truth.map((c) => Array.from({ length: 8 }, () => Number(random.next() < YES[c])));
const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

test('one class by hand', async () => {
  const answers = matrix(
    [
      [1, 0],
      [1, 1],
      [0, 0],
      [1, 1],
    ],
    ['a', 'b'],
  );
  const one = await latentClasses(answers, { k: 1, seed: 1 });
  // Shares of yes 3/4 and 2/4
  const logLikelihood = 3 * Math.log(0.75) + Math.log(0.25) + 4 * Math.log(0.5);
  expect(one.itemProbabilities.data[0]).toBeCloseTo(0.75, 12);
  expect(one.logLikelihood).toBeCloseTo(logLikelihood, 10);
  expect(one.bic).toBeCloseTo(-2 * logLikelihood + 2 * Math.log(4), 10);
  expect(one.icl).toBeCloseTo(one.bic, 10);
});

test('finds two classes that were simulated', async () => {
  const two = await latentClasses(matrix(rows, names), { k: 2, seed: 1 });
  expect(Math.abs(two.classShares[0] - 2 / 3)).toBeLessThan(0.02);
  // Standard error of a share of yes: sqrt(0.2 · 0.8 / 200) = 0.028 at most; four of them
  for (let j = 0; j < 16; j++) {
    expect(Math.abs(two.itemProbabilities.data[j] - YES[j < 8 ? 0 : 1])).toBeLessThan(0.115);
  }
  for (let i = 1; i < two.history.length; i++) {
    expect(two.history[i]).toBeGreaterThanOrEqual(two.history[i - 1] - 1e-8);
  }
  const soft = two.membership(matrix(rows, names));
  for (let i = 0; i < 600; i++) expect(soft.data[2 * i] + soft.data[2 * i + 1]).toBeCloseTo(1, 12);
  expect(two.assign(matrix(rows, names))).toEqual(two.labels);
});

test('the order of customers does not matter', async () => {
  const there = await latentClasses(matrix(rows, names), { k: 3, seed: 1, restarts: 3 });
  const back = await latentClasses(matrix([...rows].reverse(), names), { k: 3, seed: 1, restarts: 3 });
  expect([...back.labels].reverse()).toEqual([...there.labels]);
});

test('refuses what are no yes and no, and too many classes', async () => {
  await expect(latentClasses(matrix([[2]], ['a']), { k: 1, seed: 1 })).rejects.toThrow(
    'latentClasses: a of row 1 is 2. Items are 1 for yes and 0 for no.',
  );
  await expect(latentClasses(matrix([[1], [1]], ['a']), { k: 2, seed: 1 })).rejects.toThrow(
    'Choose k from 1 to 1.',
  );
});

test.each(['memory', 'engine'] as const)(
  'its expressions give the labels of assign, in %s',
  async (where) => {
    const { model, assign } = await latentClasses(matrix(rows, names), { k: 3, seed: 1, restarts: 3 });
    const table = tableOf({
      row: rows.map((_, i) => i),
      ...Object.fromEntries(names.map((name, j) => [name, rows.map((row) => row[j])])),
    });
    const wanted = Object.fromEntries(['row', ...names].map((name) => [name, 'number' as const]));
    const opened = openRows('test', table as unknown as Table, wanted, { where }, currentTask());
    const decision = model.decide(names.map(column));
    if (decision.by !== 'costs') throw new Error('Costs were expected.');
    const own = decision.costs.map((_, s) => `cost${s}`);
    const costs = Object.fromEntries(decision.costs.map((cost, s) => [own[s], cost]));
    const plan = derive('test', opened.rows, costs);
    const answer = await opened.run(plan, { columns: ['row', ...own], orderBy: ['row'] });
    const [, ...values] = answer.map((each) => each.values as number[]);
    const labels = rows.map((_, i) => {
      const each = values.map((cost) => cost[i]);
      return each.indexOf(Math.min(...each));
    });
    expect(labels).toEqual([...assign(matrix(rows, names))]);
  },
);
