import { describe, expect, it } from 'vitest';
import { assortment } from '#clientele/load/simulator/assortment';

describe('assortment', () => {
  const products = Object.values(assortment()).flatMap((ranges) => Object.values(ranges).flat());

  it('has 200 products with names of their own', () => {
    expect(products.length).toBe(200);
    expect(new Set(products.map((product) => product.name)).size).toBe(200);
  });

  // A Classic dress is 60 less 10 cents; Signature 60 * 1.55 = 93, Renew 60 * 1.2 = 72. Cost of Classic 42%:
  // 5990 * 0.42 = 2515.8, of Renew 50%: 7190 / 2 = 3595.
  it.each([
    ['Classic dress', 5990, 2516, false],
    ['Renew dress', 7190, 3595, true],
  ])('%s costs what its range says', (name, price, cost, ecoFriendly) => {
    expect(products.find((product) => product.name === name)).toEqual({
      name,
      category: 'women',
      price,
      cost,
      ecoFriendly,
    });
  });

  it('never sells below cost', () => {
    expect(products.filter((product) => product.cost >= product.price)).toEqual([]);
  });
});
