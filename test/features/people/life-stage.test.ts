import { LIFE_STAGES, lifeStage, tableOf } from 'clientele';
import { describe, expect, it } from 'vitest';
import { bothPlaces } from '../both-places.js';

const homes = tableOf({
  customerId: ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
  age: [25, 30, 40, 50, 33, 70, 66, 30, null],
  kids: [0, 2, 1, 0, 1, 0, 0, null, 0],
  teens: [0, 0, 1, 0, 0, 0, 0, 0, 0],
  marital: ['Single', 'Married', 'Together', 'Married', 'Divorced', 'Widow', 'Married', 'Single', 'Single'],
});
const partner = { column: 'marital', values: ['Married', 'Together'] };

describe('lifeStage', () => {
  it('is the first stage whose conditions hold', async () => {
    const stages = await bothPlaces(homes, [lifeStage({ age: 'age', children: 'kids', partner })]);
    expect(stages.array('lifeStage')).toEqual([
      'young single',
      'young family',
      'older family',
      'middle-aged couple',
      'single parent',
      'older single',
      'older couple',
      'young single', // the number of children is not known: no condition on it holds, the next ones do not ask
      null,
    ]);
  });

  it('takes own rules in order, truth for partner, and the youngest child', async () => {
    const table = tableOf({
      customerId: ['a', 'b', 'c'],
      age: [30, 30, 30],
      baby: [2, 9, null],
      pair: [true, false, true],
    });
    const rules = [
      { stage: 'with a small child', youngestBelow: 6 },
      { stage: 'pair', partner: true },
      { stage: 'anyone' },
    ] as const;
    const feature = lifeStage({ age: 'age', youngestChild: 'baby', partner: 'pair' }, rules);
    expect((await bothPlaces(table, [feature])).array('lifeStage')).toEqual([
      'with a small child',
      'anyone',
      'pair',
    ]);
  });

  it('covers every age with children and partner known', async () => {
    const cells = Array.from({ length: 100 }, (_, age) =>
      [0, 1].flatMap((c) => [0, 1].map((p) => [age, c, p])),
    ).flat();
    const column = (j: number) => cells.map((cell) => cell[j]);
    const table = tableOf({ customerId: cells.map((_, i) => i), age: column(0), c: column(1), p: column(2) });
    const stages = (await bothPlaces(table, [lifeStage({ age: 'age', children: 'c', partner: 'p' })])).array(
      'lifeStage',
    );
    expect(stages).not.toContain(null);
    expect(new Set(stages).size).toBe(LIFE_STAGES.length);
  });

  it('says what a rule needs', () => {
    expect(() => lifeStage({ age: 'age', children: 'kids' })).toThrow(
      'lifeStage: the rule of "single parent" needs partner, which is not given.',
    );
  });
});
