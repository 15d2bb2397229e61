import type { ColumnInfo } from './column.js';
import { PURPOSES } from './purpose.js';

/**
 * What is known about a column, with what it inherits from the columns it is computed from. It may be used for what all of
 * them may be used for (and it itself, where that is stated): columns whose purposes are not stated restrict nothing. It
 * is `protected` where one of them is, else `consent` where one is; other roles are not inherited.
 *
 * @example
 * inheritedInfo({ role: 'base' }, [{ purposes: ['analysis', 'profiling'] }, { purposes: ['profiling'] }]).purposes; // ['profiling']
 * inheritedInfo({ role: 'base' }, [{ role: 'protected' }]).role; // 'protected'
 */
export function inheritedInfo(own: ColumnInfo, sources: readonly (ColumnInfo | undefined)[]): ColumnInfo {
  const stated = [own, ...sources].flatMap((info) => (info?.purposes === undefined ? [] : [info.purposes]));
  const roles = [own, ...sources].map((info) => info?.role);
  const role = (['protected', 'consent'] as const).find((each) => roles.includes(each)) ?? own.role;
  return {
    ...own,
    ...(role === undefined ? {} : { role }),
    ...(stated.length === 0
      ? {}
      : { purposes: PURPOSES.filter((purpose) => stated.every((each) => each.includes(purpose))) }),
  };
}
