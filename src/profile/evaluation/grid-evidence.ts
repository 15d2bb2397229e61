import type { EvidenceSource } from '../../core/evidence.js';
import { type Fact, factSource } from './facts.js';
import type { GridAxis } from './grid-axis.js';
import type { NeedsValueGrid, PlacedInGrid } from './needs-value-grid.js';

/** Both axes of a grid. */
export type GridAxes = {
  readonly need: Omit<GridAxis, 'level'>;
  readonly value: Omit<GridAxis, 'level'>;
};

/**
 * A grid as a source that sentences quote. Addresses, where `axis` is `need` or `value`:
 * `[axis, 'title']`, `['at', key, axis, 'value' | 'level' | 'range']`, and `['at', key, 'rank']`.
 *
 * @example
 * const firms = tableOf({ firm: ['a', 'b'], seats: [3, 40], revenue: [900, 200] });
 * const axes = { need: { column: 'seats', cuts: [10] }, value: { column: 'revenue', cuts: [100] } };
 * gridEvidence(needsValueGrid(firms, { id: 'firm', ...axes })).at(['at', 'b', 'value', 'value']); // 200
 */
export function gridEvidence(grid: NeedsValueGrid): EvidenceSource {
  return factSource('grid', [
    ...grid.ranked.flatMap((one) => gridFacts(grid, one)),
    ...grid.ranked.map(({ key, rank }): Fact => [['at', key, 'rank'], rank]),
  ]);
}

/** What a reason quotes of one segment or account. */
export function gridFacts(axes: GridAxes, one: Omit<PlacedInGrid, 'rank' | 'reason'>): Fact[] {
  return (['need', 'value'] as const).flatMap((axis): Fact[] => {
    const level = axes[axis].levels[axis === 'need' ? one.needLevel : one.valueLevel];
    return [
      [[axis, 'title'], axes[axis].title],
      [['at', one.key, axis, 'value'], one[axis]],
      [['at', one.key, axis, 'level'], level.name],
      [['at', one.key, axis, 'range'], level.range],
    ];
  });
}
