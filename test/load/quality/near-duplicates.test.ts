import { jaroWinkler, nearDuplicates, tableOf } from 'clientele';
import { describe, expect, it } from 'vitest';

describe('jaroWinkler', () => {
  // Winkler (1990) and the record linkage literature.
  it.each([
    ['MARTHA', 'MARHTA', 0.961],
    ['DIXON', 'DICKSONX', 0.813],
    ['DWAYNE', 'DUANE', 0.84],
    ['JONES', 'JOHNSON', 0.832],
    ['ABROMS', 'ABRAMS', 0.922],
  ])('%s and %s: %f', (a, b, published) => {
    expect(jaroWinkler(a, b)).toBeCloseTo(published, 3);
    expect(jaroWinkler(b, a)).toBeCloseTo(published, 3);
  });
  it('is 1 for the same and 0 for nothing in common', () => {
    expect([
      jaroWinkler('', ''),
      jaroWinkler('张伟', '张伟'),
      jaroWinkler('ab', 'xy'),
      jaroWinkler('a', ''),
    ]).toEqual([1, 1, 0, 0]);
  });
});

describe('nearDuplicates', () => {
  it('finds names in another order, without accents, at the same place alone', async () => {
    const table = tableOf({
      name: ['Jörg Müller', 'MULLER, JORG', 'Jörg Müller', null, 'Zoe Kim', 'Zoe Kimm'],
      zip: ['8001', '8001', '9999', '8001', '1', '1'],
      mail: ['j@x.ch', null, ' J@X.CH ', null, 'z@x', 'q@x'],
    });
    expect((await nearDuplicates(table, { name: 'name', postal: 'zip' })).objects()).toEqual([
      { row: 2, earlier: 1, similarity: 1, same: 'postal code' },
      { row: 6, earlier: 5, similarity: jaroWinkler('kim zoe', 'kimm zoe'), same: 'postal code' },
    ]);
    const byMail = await nearDuplicates(table, { name: 'name', email: 'mail', postal: 'zip' });
    expect(byMail.objects()[1]).toEqual({ row: 3, earlier: 1, similarity: 1, same: 'e-mail' });
    expect((await nearDuplicates(table, { name: 'name' })).array('row')).toEqual([2, 3, 6]);
  });

  it('compares big blocks with the next in the order of names, and finds the planted pair', async () => {
    const letters = 'abcdefghijklmnopqrstuvwxyz';
    const name = (i: number) =>
      [0, 1, 2, 3, 4, 5].map((k) => letters[(i * (7 + k * 5) + k * k * i) % 26]).join('') + i;
    const names = Array.from({ length: 700 }, (_, i) => name(i));
    const table = tableOf({
      name: [...names, 'Waldemar Hinterhuber', 'Waldemar Hinterhubr'],
      zip: new Array(702).fill('1'),
    });
    const pairs = await nearDuplicates(table, { name: 'name', postal: 'zip', similarity: 0.9 });
    expect(pairs.objects().find(({ row }) => row === 702)).toMatchObject({ earlier: 701 });
  });

  it('refuses columns that are not there', async () => {
    await expect(nearDuplicates(tableOf({ name: ['a'] }), { name: 'nam' })).rejects.toThrow(
      'Nearest: "name"',
    );
    await expect(nearDuplicates(tableOf({ n: ['a'] }), { name: 'n', similarity: 2 })).rejects.toThrow(
      '0.5 to 1',
    );
  });
});
