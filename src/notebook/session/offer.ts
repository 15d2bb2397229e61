/**
 * Puts names into `globalThis` for cells; nothing that lists its properties sees them.
 *
 * @returns A function that takes them out again.
 */
export function offer(names: Readonly<Record<string | symbol, unknown>>): () => void {
  const keys = Reflect.ownKeys(names);
  for (const key of keys) {
    Object.defineProperty(globalThis, key, { configurable: true, writable: true, value: names[key] });
  }
  return () => {
    for (const key of keys) Reflect.deleteProperty(globalThis, key);
  };
}
