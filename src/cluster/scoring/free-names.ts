/**
 * Gives names that nothing has yet: the name itself, else with signs behind it.
 *
 * @param taken - Names that are in use; it is copied.
 */
export function freeNames(taken: Iterable<string>): (name: string) => string {
  const used = new Set(taken);
  return (name) => {
    let own = name;
    while (used.has(own)) own += '*';
    used.add(own);
    return own;
  };
}
