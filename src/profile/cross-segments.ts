import { InputError } from '../core/input-error.js';
import type { ProfiledSegments } from './profile.js';

/**
 * Combinations of two groupings of the same customers, for example channel by value: one segment for each pair that occurs.
 *
 * @returns Segments in the order of the first, then of the second, named "First, Second" with the keys `first.second`.
 * @throws {InputError} For customers that stand on one side only.
 *
 * O(customers).
 *
 * @example
 * crossSegments(byRules, segmentation).segments[0].key; // 's1.s3'
 */
export function crossSegments(first: ProfiledSegments, second: ProfiledSegments): ProfiledSegments {
  const other = new Map(second.ids.map((id, i) => [id, second.labels[i]]));
  const alone = first.ids.find((id) => !other.has(id));
  if (alone !== undefined || first.ids.length !== second.ids.length) {
    const known = new Set(first.ids);
    const named = alone ?? second.ids.find((id) => !known.has(id));
    throw new InputError(
      `crossSegments: customer "${named}" is in one of the two only. Both have to group the same customers.`,
    );
  }
  const width = second.segments.length;
  const pairs = Int32Array.from(first.labels, (label, i) => label * width + other.get(first.ids[i])!);
  const sizes = new Map<number, number>();
  for (const pair of pairs) sizes.set(pair, (sizes.get(pair) ?? 0) + 1);
  const present = [...sizes.keys()].sort((a, b) => a - b);
  const position = new Map(present.map((pair, s) => [pair, s]));
  return {
    ids: first.ids,
    labels: pairs.map((pair) => position.get(pair)!),
    segments: present.map((pair) => {
      const [a, b] = [first.segments[Math.floor(pair / width)], second.segments[pair % width]];
      const size = sizes.get(pair)!;
      return {
        key: `${a.key}.${b.key}`,
        name: `${a.name}, ${b.name}`,
        size,
        share: size / first.ids.length,
      };
    }),
    origin: {
      ...first.origin,
      method: `${first.origin.method} by ${second.origin.method}`,
      columns: [...new Set([...first.origin.columns, ...second.origin.columns])],
    },
  };
}
