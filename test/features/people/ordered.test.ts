import { existsSync } from 'node:fs';
import { band, featureTable, ordered, readTable, tableOf } from 'clientele';
import { describe, expect, it } from 'vitest';
import { bothPlaces } from '../both-places.js';

describe('ordered', () => {
  it('is the place in the list', async () => {
    const table = tableOf({
      customerId: ['a', 'b', 'c', 'd'],
      education: ['PhD', 'Basic', 'other', null],
      code: [3, 1, 2, 9],
    });
    const features = [
      ordered('education', ['Basic', 'Graduation', 'PhD']),
      ordered('code', [1, 2, 3]),
      ordered(band('code', [2, 5]), undefined, { name: 'bandOrder' }),
    ];
    const found = await bothPlaces(table, features);
    expect(found.array('educationOrder')).toEqual([2, 0, null, null]);
    expect(found.array('codeOrder')).toEqual([2, 0, 1, null]);
    expect(found.array('bandOrder')).toEqual([1, 0, 1, 2]);
  });

  it('refuses texts for numbers, which are never equal, and unclear lists', async () => {
    const table = tableOf({ customerId: ['a'], code: [3] });
    await expect(featureTable(table, [ordered('code', ['1', '3'])])).rejects.toThrow('they are never equal');
    expect(() => ordered('x', ['a', 'a'])).toThrow('level "a" is there twice');
    expect(() => ordered('x')).toThrow('"x" has 0 levels');
  });
});

const shared = '../shared/datasets';
describe.skipIf(!existsSync(shared))('ordered, on a file of ../shared', () => {
  it('incomes of shoppers of 1987', async () => {
    const table = await readTable(`${shared}/esl-household-income/esl_income.csv.gz`);
    const bounds = [10, 15, 20, 25, 30, 40, 50, 75];
    const levels = ['[0,10)', ...bounds.slice(1).map((to, i) => `[${bounds[i]},${to})`), '75+'];
    const found = await bothPlaces(table, [ordered('income', levels)], {
      columns: { customer: 'respondent' },
    });
    const counts = levels.map((_, i) => found.array('incomeOrder').filter((place) => place === i).length);
    // Known, from lowest to highest range (datasets/README.md).
    expect(counts).toEqual([1745, 775, 667, 813, 722, 1110, 969, 1308, 884]);
  });
});
