import { type Feature, type FeatureTableOptions, featureTable, type Table } from 'clientele';
import { expect } from 'vitest';

/** Features computed in memory, once the engine has given the same. */
export async function bothPlaces<Row extends object>(
  rows: Table<Row>,
  features: readonly Feature[],
  options: FeatureTableOptions = {},
): Promise<Table<Record<string, unknown>>> {
  const memory = await featureTable(rows, features, { ...options, where: 'memory' });
  const engine = await featureTable(rows, features, { ...options, where: 'engine' });
  expect(engine.objects()).toEqual(memory.objects());
  return memory as never;
}
