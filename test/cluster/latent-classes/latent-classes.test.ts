import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { latentClasses } from '#clientele/cluster/latent-classes/latent-classes';
import { matrix } from '#clientele/core/matrix';
import { seeded } from '#clientele/core/random';
import { type Table, tableOf } from '#clientele/core/table';
import { currentTask } from '#clientele/core/task';
import { openRows } from '#clientele/engine/open-rows';
import { column } from '#clientele/engine/plan/expression';
import { derive } from '#clientele/engine/plan/relation';

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

const motives = new URL('../../../../shared/datasets/vacation-motives/motives.csv', import.meta.url);

test.skipIf(!existsSync(motives))(
  'vacation motives (../shared/datasets): more classes fit better, and BIC does not want one alone',
  async () => {
    const lines = readFileSync(motives, 'utf8').trim().split(/\r?\n/).slice(1);
    const answers = matrix(lines.map((line) => line.split(',').slice(-20).map(Number)));
    const fits = [];
    for (const k of [1, 2, 3]) fits.push(await latentClasses(answers, { k, seed: 1, restarts: 5 }));
    const [one, two, three] = fits;
    // One class is exact: the share of yes of each item by itself.
    const byItem = Array.from({ length: 20 }, (_, j) => {
      const yes = lines.reduce((sum, _, i) => sum + answers.data[i * 20 + j], 0);
      const p = yes / 1000;
      return yes * Math.log(p) + (1000 - yes) * Math.log(1 - p);
    });
    expect(one.logLikelihood).toBeCloseTo(
      byItem.reduce((a, b) => a + b, 0),
      6,
    );
    expect(two.logLikelihood).toBeGreaterThan(one.logLikelihood);
    expect(three.logLikelihood).toBeGreaterThan(two.logLikelihood);
    expect(two.bic).toBeLessThan(one.bic);
    expect([one.freeParameters, two.freeParameters, three.freeParameters]).toEqual([20, 41, 62]);
    expect(two.icl).toBeGreaterThanOrEqual(two.bic);
  },
);

test('takes one answer to an item, patterns as classes, and customers it has not seen', async () => {
  const answers = matrix([
    [1, 1, 0],
    [0, 1, 0],
    [1, 1, 1],
  ]);
  const each = await latentClasses(answers, { k: 3, seed: 1 });
  expect(each.segments.reduce((sum, { size }) => sum + size, 0)).toBe(3);
  expect([...each.membership(matrix([[0, 0, 0]])).data].every(Number.isFinite)).toBe(true);
  expect(each.hits).toBeGreaterThanOrEqual(1);
  for (const cost of each.model.toJSON().shares as number[]) expect(cost).toBeGreaterThan(0);
});

test('can be stopped, and refuses numbers that are none', async () => {
  const stop = new AbortController();
  stop.abort(new Error('stopped'));
  const task = { signal: stop.signal, progress() {}, warn() {} };
  await expect(latentClasses(matrix(rows), { k: 2, seed: 1 }, task)).rejects.toThrow('stopped');
  await expect(latentClasses(matrix(rows), { k: 0, seed: 1 })).rejects.toThrow(/k is 0/);
  await expect(latentClasses(matrix(rows), { k: 2, seed: 0.5 })).rejects.toThrow(/seed is 0\.5/);
  await expect(latentClasses(matrix([], ['a']), { k: 1, seed: 1 })).rejects.toThrow(/no customers/);
  await expect(latentClasses(matrix([[1], [0]], ['a'], ['x', 'x']), { k: 1, seed: 1 })).rejects.toThrow(
    /"x"/,
  );
});
