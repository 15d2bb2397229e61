import { currentTask, tableOf } from 'clientele';
import { describe, expect, it } from 'vitest';
import { readFrame } from '../../src/engine/memory/read-frame.js';
import { aggregate, column } from '../../src/engine/plan/expression.js';
import { group, scan } from '../../src/engine/plan/relation.js';
import { withPlanRunner } from '../../src/engine/plan-runner.js';

const table = tableOf({ id: ['a', 'a', 'b'], amount: [1, 2, 4] });
const frame = readFrame(
  'test',
  [
    { name: 'id', type: 'text', values: table.array('id') },
    { name: 'amount', type: 'money', values: table.array('amount') },
  ],
  3,
);
const wide = scan('rows', new Map([['id', 'text'] as const, ['amount', 'money'] as const]));
const narrow = scan('rows', new Map([['amount', 'money'] as const]));
const wanted = { columns: ['@sum'], orderBy: [] };
const sum = (rows: typeof wide, by: string[] = []) =>
  group('test', rows, by, { '@sum': aggregate('sum', [column('amount')]) });

describe('withPlanRunner', () => {
  it.each(['memory', 'engine'] as const)('runs several plans on the same rows, in %s', async (where) => {
    const answers = await withPlanRunner('test', { rows: frame }, { where }, currentTask(), async (run) => [
      await run(sum(wide), wanted),
      await run(sum(narrow), wanted), // other columns of the same rows
      await run(sum(wide, ['id']), { ...wanted, orderBy: ['id'] }),
      await run(sum(wide), wanted),
    ]);
    // 1 + 2 + 4, and 1 + 2 for a, 4 for b
    expect(answers.map(([{ values }]) => values)).toEqual([[7], [7], [3, 4], [7]]);
  });

  it('goes on after a plan that failed, and hands on what the work throws', async () => {
    const lost = withPlanRunner('test', { rows: frame }, { where: 'engine' }, currentTask(), async (run) => {
      const wrong = run({ ...wide, columns: new Map([['nothing', 'text' as const]]) }, wanted);
      await expect(wrong).rejects.toThrow();
      const [{ values }] = await run(sum(wide), wanted);
      throw new Error(`sum ${values[0]}`);
    });
    await expect(lost).rejects.toThrow('sum 7');
  });
});
