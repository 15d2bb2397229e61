import { unknownName } from '../../core/unknown-name.js';

/**
 * Wraps rows so that the columns that are read are noted, and one that does not exist is an error instead of
 * `undefined`.
 *
 * @param names - Columns that exist.
 * @param seen - Gets the name of every column that is read.
 * @param who - Who is reading now, for the error.
 * @returns Takes a row and gives the watched one. Reading a missing column of it throws an `InputError` with the
 *   nearest name.
 */
export function watchColumns<Row extends object>(
  names: readonly string[],
  seen: Set<string>,
  who: () => string,
): (row: Row) => Row {
  const known = new Set<PropertyKey>(names);
  const handler: ProxyHandler<Row> = {
    get(row, name) {
      if (known.has(name)) seen.add(name as string);
      else if (typeof name === 'string' && !(name in Object.prototype) && name !== 'toJSON') {
        throw unknownName(who(), 'column', name, names);
      }
      return Reflect.get(row, name);
    },
  };
  return (row) => new Proxy(row, handler);
}
