import {
  bootstrapStability,
  chooseK,
  gapStatistic,
  gaussianMixture,
  howMany,
  isInputError,
  kMedoids,
  kModes,
  kmeans,
  kPrototypes,
  latentClasses,
  leaveOneColumnOut,
  lineUp,
  matrix,
  nullReference,
  predictionStrength,
  robustnessGrid,
  ruleTree,
  silhouette,
  tableOf,
} from 'clientele';
import { describe, expect, it } from 'vitest';

const doors = {
  kmeans,
  chooseK,
  howMany,
  gapStatistic,
  predictionStrength,
  kMedoids,
  gaussianMixture,
  latentClasses,
  nullReference,
  lineUp,
  leaveOneColumnOut,
  robustnessGrid,
  ruleTree,
  kModes,
  kPrototypes,
};
const rows = Array.from({ length: 30 }, (_, i) => [(i % 3) * 10 + i / 30, (i % 3) * 5 + i / 60]);
const values = matrix(rows, ['a', 'b']);
const table = tableOf({ id: rows.map((_, i) => `c${i}`), a: rows.map(([a]) => a) });

describe('without options', () => {
  it.each(Object.keys(doors) as (keyof typeof doors)[])('%s says what it needs', async (name) => {
    const door = doors[name] as unknown as (...args: unknown[]) => Promise<unknown>;
    const of = name === 'kModes' || name === 'kPrototypes' ? table : values;
    for (const options of [undefined, null, 4, [4]]) {
      const error = await (async () => door(of, options))().catch((caught: unknown) => caught);
      expect(isInputError(error), String(error)).toBe(true);
      expect((error as Error).message).toMatch(new RegExp(`^${name} needs options .*for example \\{ .+ \\}`));
    }
  });

  it('bootstrapStability and silhouette say what they need', async () => {
    const segmentation = await kmeans(values, { k: 3, seed: 1 });
    await expect(bootstrapStability(values, segmentation, undefined as never)).rejects.toThrow(
      /^bootstrapStability needs options/,
    );
    await expect(silhouette(values, undefined as never)).rejects.toThrow(
      'silhouette needs the label of each customer',
    );
  });

  it.each(['chooseK', 'howMany', 'nullReference'] as const)('%s says that k is a list', async (name) => {
    await expect(doors[name](values, { k: 4, seed: 1 } as never)).rejects.toThrow(
      `${name}: k is 4. Give the numbers of segments to try in a list, for example [2, 3, 4].`,
    );
  });
});
