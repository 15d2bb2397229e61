const VALID = /^[a-zA-Z0-9_-]{1,64}$/;

/**
 * An id for each cell: its own where that is valid and not taken by an earlier cell, else `cell-<number>`, with
 * a letter behind it where the notebook has such an id already. The same file always gives the same ids.
 */
export function cellIds(own: readonly unknown[]): string[] {
  const known = new Set(own.filter((id): id is string => typeof id === 'string'));
  const given = new Set<string>();
  return own.map((id, index) => {
    let result = id;
    if (typeof id !== 'string' || !VALID.test(id) || given.has(id)) {
      let suffix = '';
      while (known.has(`cell-${index + 1}${suffix}`)) suffix += 'x';
      result = `cell-${index + 1}${suffix}`;
    }
    given.add(result as string);
    return result as string;
  });
}
