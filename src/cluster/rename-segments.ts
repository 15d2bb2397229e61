import { InputError } from '../core/input-error.js';
import { unknownName } from '../core/unknown-name.js';
import type { Segmentation } from './segmentation.js';
import { segmentationOf } from './segmentation-of.js';

/**
 * The same segmentation with other names for its segments; keys, labels and everything else stay.
 *
 * @param names - New name by key; segments that are not mentioned keep theirs.
 * @throws {InputError} For a key that no segment has, an empty name, or a name that two segments would share.
 *
 * @example
 * renameSegments(segmentation, { s3: 'Loyal', s4: 'New' }).segments[2].name; // 'Loyal'
 */
export function renameSegments<Kind extends Segmentation<never>>(
  segmentation: Kind,
  names: Readonly<Record<string, string>>,
): Kind {
  const keys = segmentation.segments.map((segment) => segment.key);
  for (const key of Object.keys(names)) {
    if (!keys.includes(key)) throw unknownName('renameSegments', 'segment', key, keys);
  }
  const segments = segmentation.segments.map((segment) => ({
    ...segment,
    name: names[segment.key] ?? segment.name,
  }));
  const seen = new Map<string, string>();
  for (const { key, name } of segments) {
    const other = seen.get(name);
    if (name.trim() === '') throw new InputError(`renameSegments: the name of ${key} is empty.`);
    if (other !== undefined) {
      throw new InputError(`renameSegments: ${other} and ${key} would both be called "${name}".`);
    }
    seen.set(name, key);
  }
  return segmentationOf({ ...segmentation, segments });
}
